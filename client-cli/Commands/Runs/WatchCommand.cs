using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary>
/// <c>run watch RUN</c>: new ledger entries as they come, until the run ends or the keyboard interrupts.
/// </summary>
internal sealed class WatchCommand : Verb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Argument<string> run = RunArgument.Create();
    private readonly Option<long?> from = new("--from")
    {
        Description = "first sequence number [default: what comes from now on]",
        HelpName = "N",
    };

    public WatchCommand(CliHost host, GlobalOptions global)
        : base(host, global, "watch", "Show ledger entries as they come, until the run ends.")
    {
        Add(run);
        Add(from);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var id = new RunId(context.Get(run));
        var status = await gateway.StatusAsync(id, context.CancellationToken);
        if (status.Mode == RunMode.Rehearsal)
        {
            context.Output.Say(StatusText.Rehearsal);
        }

        var next = context.Get(from) ?? status.LedgerHead.Sequence + 1;
        while (true)
        {
            try
            {
                next = await ShowAsync(context, gateway, id, next);
                status = await gateway.StatusAsync(id, context.CancellationToken);
            }
            catch (CliException away) when (away.IsTransient)
            {
                context.Output.Say(away.Message);
            }

            if (status.HasEnded && next > status.LedgerHead.Sequence)
            {
                return ExitCode.Ok;
            }

            await Task.Delay(Pause, context.Host.Clock, context.CancellationToken);
        }
    }

    /// <returns>The number of the entry after the last one shown.</returns>
    private static async Task<long> ShowAsync(CommandContext context, IRunGateway gateway, RunId id, long next)
    {
        foreach (var entry in await LedgerReader.AllAsync(gateway, id, next, context.CancellationToken))
        {
            var line = FactText.Of(entry.Fact);
            context.Output.Stream(
                "ledgerEntry",
                entry,
                $"{entry.Sequence,5}  {Times.Of(entry.At)}  {entry.Actor}  {line.What} -> {line.Result}");
            next = entry.Sequence + 1;
        }

        return next;
    }
}
