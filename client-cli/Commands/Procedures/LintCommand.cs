using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

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
        var problems = context.Get(charter) is { } name
            ? RunDocuments.Read(DocumentFile.Read(context.Host, name), procedure).Problems
            : ProcedureReader.Read(procedure.Root, procedure.File).Problems;
        context.Output.Data("lint", new LintView(problems.IsEmpty, [.. problems]), console =>
        {
            foreach (var problem in problems)
            {
                console.Line(problem.ToString());
            }

            console.Line(problems.IsEmpty
                ? $"{procedure.File}: no problems{Digest(procedure)}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problems.Count} problem{(problems.Count == 1 ? string.Empty : "s")}"));
        });
        return Task.FromResult(problems.IsEmpty ? ExitCode.Ok : ExitCode.BadInput);
    }

    // What a charter pins the procedure by.
    private static string Digest(DocumentSource procedure) =>
        ProcedureReader.Read(procedure.Root, procedure.File).Value is { } value
            ? $"; digest {Domain.Primitives.Digest.Of(value)}"
            : string.Empty;
}
