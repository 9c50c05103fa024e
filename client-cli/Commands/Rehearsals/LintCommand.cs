using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Rehearsals;

namespace DirectedExecution.Cli.Commands.Rehearsals;

/// <summary><c>rehearsal lint FILE</c>: what is wrong with a script, and what it has no answer for.</summary>
internal sealed class LintCommand : Verb
{
    private readonly Argument<string> file = new("file")
    {
        Description = "rehearsal script, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly RehearsalFiles files = new();

    public LintCommand(CliHost host, GlobalOptions global)
        : base(host, global, "lint", "Check a rehearsal script against its charter and procedure.")
    {
        Add(file);
        files.AddTo(this);
    }

    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        var documents = files.Read(context);
        var script = RehearsalFile.Read(context.Host, context.Get(file), documents);
        var gaps = RehearsalGaps.Of(script, documents.Charter, documents.Procedure);
        context.Output.Data("rehearsalLint", new RehearsalLintView(true, gaps), console =>
        {
            console.Line($"{context.Get(file)}: no problems");
            foreach (var gap in gaps)
            {
                console.Line($"  {gap}");
            }
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
