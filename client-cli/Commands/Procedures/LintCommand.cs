using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary><c>procedure lint FILE</c>: everything that is wrong with it, with places; starts nothing.</summary>
internal sealed class LintCommand : Verb
{
    private readonly Argument<string> file = new("file") { Description = "procedure, YAML or JSON", HelpName = "FILE" };

    private readonly Option<string?> charter = new("--charter")
    {
        Description = "charter to check it against: scope, approvers, version",
        HelpName = "FILE",
    };

    public LintCommand(CliHost host, GlobalOptions global)
        : base(host, global, "lint", "Check a procedure, and whether it fits a charter.")
    {
        Add(file);
        Add(charter);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var procedure = DocumentFile.Read(context.Host, context.Get(file));
        var other = context.Get(charter) is { } name ? DocumentFile.Read(context.Host, name) : null;
        var problems = other is null
            ? ProcedureReader.Read(procedure.Root, procedure.File).Problems
            : RunDocuments.Read(other, procedure).Problems;
        return Task.FromResult(LintReport.Write(
            context, procedure.File, problems, other is null ? [] : RunDocuments.Notes(other, procedure),
            DocumentDigests.Procedure(procedure)));
    }
}
