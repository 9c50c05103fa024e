using System.CommandLine;
using DirectedExecution.Cli.Commands.Procedures;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Commands.Charters;

/// <summary><c>charter lint FILE</c>: everything that is wrong with it, with places; starts nothing.</summary>
internal sealed class LintCommand : Verb
{
    private readonly Argument<string> file = new("file") { Description = "charter, YAML or JSON", HelpName = "FILE" };

    private readonly Option<string?> procedure = new("--procedure")
    {
        Description = "procedure to check it against",
        HelpName = "FILE",
    };

    public LintCommand(CliHost host, GlobalOptions global)
        : base(host, global, "lint", "Check a charter, and whether it fits a procedure.")
    {
        Add(file);
        Add(procedure);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var charter = DocumentFile.Read(context.Host, context.Get(file));
        var other = context.Get(procedure) is { } name ? DocumentFile.Read(context.Host, name) : null;
        var problems = other is null
            ? CharterReader.Read(charter.Root, charter.File).Problems
            : RunDocuments.Read(charter, other).Problems;
        return Task.FromResult(LintReport.Write(
            context, charter.File, problems, other is null ? [] : RunDocuments.Notes(charter, other),
            DocumentDigests.Charter(charter)));
    }
}
