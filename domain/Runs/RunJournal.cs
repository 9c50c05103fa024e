using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;
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
        var entries = LedgerChain.Append(head, run, Actor(input, decision.Facts), now, decision.Facts);
        return new RunAdvance(
            entries.Aggregate(decision.State with { Head = LedgerChain.HeadOf(entries[^1]) }, Note), entries);
    }

    /// <summary>
    /// The state that a ledger leads to. The entries are taken as they are; <see cref="LedgerChain.Verify"/> tells
    /// whether they are whole.
    /// </summary>
    public static RunState Replay(IEnumerable<LedgerEntry> entries) => entries.Aggregate(RunState.NotOpened, Replay);

    public static RunState Replay(RunState state, LedgerEntry entry) =>
        Note(RunFolder.Fold(state, entry.Fact) with { Head = LedgerChain.HeadOf(entry) }, entry);

    // What a run remembers of its entries as entries: their numbers and digests, which the facts do not know.
    private static RunState Note(RunState state, LedgerEntry entry)
    {
        if (state.Edition is not >= RunEdition.Heads)
        {
            return state;
        }

        return state with
        {
            Opening = entry.Fact is RunFact.RunOpened or RunFact.RunContinued ? entry.Digest : state.Opening,
            Trail = (state.Trail ?? Trail.Empty).After(entry, state),
        };
    }

    private static string Actor(RunInput input, ValueList<RunFact> facts) => input switch
    {
        RunInput.DirectiveReceived received when facts[0] is RunFact.DirectiveRefused refused
            && SignatureJudge.IsUnproven(refused.Refusal) => $"unproven:{received.Directive.Issuer}",
        RunInput.DirectiveReceived received => received.Directive.Issuer.Value,
        RunInput.MalformedDirectiveReceived => "unknown",
        _ => System,
    };
}
