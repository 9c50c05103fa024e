using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;

namespace Domain.Tests.Runs;

/// <summary>
/// Every arrow of every machine is walked by some run; an arrow that no run can walk is a rule that nobody needs.
/// </summary>
public sealed class ArrowTests
{
    private const int MaxWalks = 400;
    private const int Moves = 200;

    [Fact]
    public void Machines_OnManyWalks_HaveNoArrowThatIsNeverWalked()
    {
        var attempts = AttemptMachine.Table.Arrows.Select(arrow => (arrow.From, arrow.By)).ToHashSet();
        var takeovers = TakeoverMachine.Table.Arrows.Select(arrow => (arrow.From, arrow.By)).ToHashSet();
        for (var seed = 1; seed <= MaxWalks && attempts.Count + takeovers.Count > 0; seed++)
        {
            var wanderer = Wanderers.Create(seed).Walk(Numbers(seed));
            attempts.ExceptWith(Arrows.OfAttempts(wanderer.Ledger));
            attempts.ExceptWith(LostFrom(wanderer.Ledger, attempts));
            takeovers.ExceptWith(Arrows.OfTakeovers(wanderer.Ledger));
        }

        Assert.True(attempts.Count == 0, string.Join("; ", attempts));
        Assert.True(takeovers.Count == 0, string.Join("; ", takeovers));
    }

    // Only a copy that breaks off loses an attempt: continued where one stands in a stage that is still to be lost.
    private static HashSet<(AttemptStage From, AttemptTrigger By)> LostFrom(
        List<LedgerEntry> ledger, HashSet<(AttemptStage From, AttemptTrigger By)> missing)
    {
        var found = new HashSet<(AttemptStage From, AttemptTrigger By)>();
        var state = RunState.NotOpened;
        foreach (var entry in ledger)
        {
            state = RunJournal.Replay(state, entry);
            if (state.Attempts().Any(one => missing.Contains((one.Stage, AttemptTrigger.Lost))
                && !found.Contains((one.Stage, AttemptTrigger.Lost)))
                && state.Status != RunStatus.Completed)
            {
                var packet = PacketBuilder.Build(state, Sample.Start, isCopy: true);
                found.UnionWith(Arrows.OfAttempts(new RunFixture(new("next"), packet).Ledger)
                    .Where(arrow => arrow.By == AttemptTrigger.Lost));
            }
        }

        return found;
    }

    private static List<int> Numbers(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, Moves).Select(_ => random.Next()).ToList();
    }
}
