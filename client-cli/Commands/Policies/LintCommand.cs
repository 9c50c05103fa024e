using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Policies;

/// <summary><c>policy lint FILE</c>: everything that is wrong with it, with places; starts nothing.</summary>
internal sealed class LintCommand : Verb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "risk policy, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<string?> charter = new("--charter")
    {
        Description = "charter to check it against: groups, people",
        HelpName = "FILE",
    };

    private readonly Option<string?> procedure = new("--procedure")
    {
        Description = "procedure to check it against: gates, calendars",
        HelpName = "FILE",
    };

    public LintCommand(CliHost host, GlobalOptions global)
        : base(host, global, "lint", "Check a risk policy, and whether it fits a charter and a procedure.")
    {
        Add(file);
        Add(charter);
        Add(procedure);
        Validators.Add(result =>
        {
            if (result.GetValue(charter) is null != result.GetValue(procedure) is null)
            {
                result.AddError("--charter and --procedure are given together.");
            }
        });
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var source = DocumentFile.Read(context.Host, context.Get(file));
        var documents = context.Get(charter) is { } name
            ? OpeningFiles.ReadDocuments(context.Host, name, context.Get(procedure)!)
            : null;
        var problems = PolicyFile.Problems(context.Host, source, documents);
        context.Output.Data("lint", new LintView(problems.IsEmpty, [.. problems]), console =>
        {
            foreach (var problem in problems)
            {
                console.Line(problem.ToString());
            }

            console.Line(problems.IsEmpty
                ? $"{source.File}: no problems; digest {Digest.Of(PolicyFile.Read(context.Host, source, documents))}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problems.Count} problem{(problems.Count == 1 ? string.Empty : "s")}"));
        });
        return Task.FromResult(problems.IsEmpty ? ExitCode.Ok : ExitCode.BadInput);
    }
}
