using System.CommandLine;
using DirectedExecution.Cli.Commands.Runs;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Rehearsals;

/// <summary>
/// <c>rehearse</c>: opens a rehearsal of a charter, whatever mode it names. The run's own charter says so from its
/// first entry on; from there it is led as any other.
/// </summary>
internal sealed class RehearseCommand : Verb
{
    private readonly RehearsalFiles files = new();

    private readonly Option<string> answers = new("--answers")
    {
        Description = "rehearsal script: what the systems answer; directed rehearsal draft makes one to begin with",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> policy = new("--policy")
    {
        Description = "risk policy, YAML or JSON: the risk of each action then decides about gates",
        HelpName = "FILE",
    };

    private readonly Option<string?> signers = new("--allowed-signers")
    {
        Description = "whose keys sign directives; with a charter that says identity: signed",
        HelpName = "FILE",
    };

    private readonly Option<string?> id = new("--id")
    {
        Description = "id of the new run [default: the charter's id, \"rehearsal\" and a few random letters]",
        HelpName = "RUN",
    };

    private readonly Option<string?> registry = Procedures.RegistryOption.Optional();

    public RehearseCommand(CliHost host, GlobalOptions global)
        : base(host, global, "rehearse", "Open a rehearsal: the same run, and no system is touched.")
    {
        files.AddTo(this);
        Add(answers);
        Add(policy);
        Add(signers);
        Add(id);
        Add(registry);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var opening = OpeningFiles.Read(
            context.Host, files.Charter(context), files.Procedure(context), context.Get(signers),
            context.Get(registry), context.Get(policy), context.Get(answers),
            charter => charter with { Mode = RunMode.Rehearsal });
        var run = new RunId(context.Get(id) ?? $"{opening.Charter.Id}-rehearsal-{context.Host.NewId()[..6]}");
        var gateway = await context.ConnectAsync();
        await gateway.StartAsync(run, opening, context.CancellationToken);
        return await Opened.ReportAsync(context, gateway, run);
    }
}
