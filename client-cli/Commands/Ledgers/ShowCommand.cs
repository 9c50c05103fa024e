using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Ledgers;

/// <summary><c>ledger show RUN</c>.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    private readonly Option<long> from = new("--from")
    {
        Description = "first sequence number to show",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> audit = AuditOption.Create();

    public ShowCommand(CliHost host, GlobalOptions global)
        : base(host, global, "show", "The ledger of a run, entry by entry.")
    {
        Add(run);
        Add(from);
        Add(audit);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var entries = await LedgerReader.AllAsync(
            gateway,
            new RunId(context.Get(run)),
            context.Get(from),
            context.CancellationToken,
            AuditOption.StoreOf(context, audit));
        context.Output.Data("ledger", entries, console => LedgerText.Write(console, entries));
        if (entries is [{ Sequence: var first }, ..] && first > context.Get(from))
        {
            context.Output.Say(
                $"entries before {first} belong to a predecessor or lie in the audit store: --audit FILE shows them");
        }

        return ExitCode.Ok;
    }
}
