using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Workflows.Contracts;

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
        var view = new RunView(gateway, new RunId(context.Get(run)), context.CancellationToken);
        var state = await view.StateAsync();
        var next = context.Get(from) ?? state.Head.Sequence + 1;
        while (true)
        {
            var page = await gateway.LedgerAsync(view.Run, new LedgerPageRequest(next), context.CancellationToken);
            foreach (var entry in page.Entries)
            {
                var line = FactText.Of(entry.Fact);
                if (context.Output.Json)
                {
                    context.Output.Data("ledgerEntry", entry, _ => { });
                }
                else
                {
                    context.Output.Say(
                        $"{entry.Sequence,5}  {Times.Of(entry.At)}  {entry.Actor}  {line.What} -> {line.Result}");
                }

                next = entry.Sequence + 1;
            }

            if (
                page.Entries is [.., { Fact: RunFact.RunStopped or RunFact.RunCompleted }]
                    || (page.Entries.IsEmpty && state.HasEnded))
            {
                return ExitCode.Ok;
            }

            await Task.Delay(Pause, context.Host.Clock, context.CancellationToken);
        }
    }
}
