using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>Decision and ledger in one move: the way in which a workflow advances a run.</summary>
public static class RunJournal
{
    private const string System = "run";

    public static RunAdvance Advance(RunState state, RunInput input, DateTimeOffset now)
    {
        var decision = DirectedRunDecider.Decide(state, input, now);
        if (decision.Facts.IsEmpty)
        {
            return new RunAdvance(state, []);
        }

        var head = decision.Facts[0] is RunFact.RunContinued continued ? continued.Snapshot.State.Head : state.Head;
        var run = input is RunInput.OpenRun open ? open.Run : state.Run;
        var entries = LedgerChain.Append(head, run, Actor(input), now, decision.Facts);
        return new RunAdvance(decision.State with { Head = LedgerChain.HeadOf(entries[^1]) }, entries);
    }

    /// <summary>
    /// The state that a ledger leads to. The entries are taken as they are; <see cref="LedgerChain.Verify"/> tells
    /// whether they are whole.
    /// </summary>
    public static RunState Replay(IEnumerable<LedgerEntry> entries) => entries.Aggregate(RunState.NotOpened, Replay);

    public static RunState Replay(RunState state, LedgerEntry entry) =>
        RunFolder.Fold(state, entry.Fact) with { Head = LedgerChain.HeadOf(entry) };

    private static string Actor(RunInput input) => input switch
    {
        RunInput.DirectiveReceived received => received.Directive.Issuer.Value,
        RunInput.MalformedDirectiveReceived => "unknown",
        _ => System,
    };
}
