using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Lanes;

/// <summary>What holds on every walk through a run with lanes.</summary>
public sealed class LanePropertyTests
{
    private const int MaxSeeds = 200;

    private static readonly Arbitrary<int[]> Walks = Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1))
        .Resize(140)
        .ToArbitrary();

    [Fact]
    public void Ledger_OnAnyWalk_IsWholeAndLeadsToTheStateAndThroughJson() => Always(walk =>
    {
        var wanderer = Walk(walk);

        Assert.True(LedgerChain.Verify(wanderer.Ledger).IsIntact);
        Assert.Empty(LedgerAudit.Check(wanderer.Ledger));
        Assert.Equal(wanderer.State, RunJournal.Replay(wanderer.Ledger));
        Assert.Equal(
            wanderer.State, DomainJson.Deserialize<RunSnapshot>(
                DomainJson.Serialize(RunSnapshot.Of(wanderer.State))).Restore());
        Assert.Null(PacketBuilder.Damage(PacketBuilder.Build(wanderer.State, Sample.Start)));
    });

    [Fact]
    public void Attempts_OnAnyWalk_AreOpenBesideEachOtherInDifferentLanesOnly()
    {
        var together = 0;
        Always(Watched);
        for (var seed = 1; seed <= MaxSeeds && together == 0; seed++)
        {
            var random = new Random(seed);
            Watched([.. Enumerable.Range(0, 160).Select(_ => random.Next())]);
        }

        void Watched(int[] walk)
        {
            var wanderer = new Wanderer(procedure: LanedSample.Ungated);
            wanderer.Watch = (_, _, _) =>
            {
                var open = wanderer.State.Attempts().Where(one => AttemptStages.IsOpen(one.Stage))
                    .Select(one => one.Step).Distinct().ToList();
                together += open.Count > 1 ? 1 : 0;
                Assert.All(open, step => Assert.All(open.Where(other => other != step), other =>
                    Assert.False(LaneRules.Concerns(wanderer.State, other, LaneRules.Of(wanderer.State, step)))));
            };
            wanderer.Walk(walk);
        }

        Assert.True(together > 0, "No walk had two lanes under way: the property says nothing.");
    }

    [Fact]
    public void Hold_OnAnyWalk_IsThatOfItsLaneAndOfNoOther() => Always(walk =>
    {
        var wanderer = new Wanderer(procedure: LanedSample.Ungated);
        wanderer.Watch = (before, _, entries) =>
        {
            foreach (var begun in entries.Select(entry => entry.Fact).OfType<RunFact.StepDirected>()
                .Where(fact => fact.Attempt.Kind == AttemptKind.Forward))
            {
                Assert.Null(BlockedReason.ForStep(before, begun.Attempt.Step));
                Assert.Null(DecisionDecider.Bars(before, begun.Attempt.Step));
            }
        };
        wanderer.Walk(walk);

        // The converse: a step whose lane is free, and which is due, is never refused for the sake of another lane.
        foreach (var step in wanderer.State.Procedure.Steps.Where(one => one.Lane is not null))
        {
            if (BlockedReason.ForStep(wanderer.State, step.Id) is null
                && StepStatuses.Of(wanderer.State, step.Id) is StepStatus.Pending
                && step.Requires.All(id => StepStatuses.Of(wanderer.State, id) is StepStatus.Completed)
                && DecisionDecider.Bars(wanderer.State, step.Id) is null)
            {
                var directive = new Directive(
                    new DirectiveId("last"), wanderer.State.Lead, wanderer.State.LeadEpoch, DateTimeOffset.MaxValue,
                    new Instruction.RunStep(step.Id));
                var facts = DirectedRunDecider.Decide(
                    wanderer.State, new RunInput.DirectiveReceived(directive), DateTimeOffset.MaxValue.AddDays(-1)).Facts;
                Assert.IsType<RunFact.DirectiveAccepted>(facts[0]);
            }
        }
    });

    [Fact]
    public void Decision_OnAnyWalk_IsMadeOnceAndRulesOutTheOtherOption()
    {
        var decided = 0;
        Always(Decided);
        for (var seed = 1; seed <= MaxSeeds && decided == 0; seed++)
        {
            var random = new Random(seed);
            Decided([.. Enumerable.Range(0, 160).Select(_ => random.Next())]);
        }

        void Decided(int[] walk)
        {
            var state = new Wanderer(procedure: LanedSample.DecidedEarly).Walk(walk).State;
            var decisions = state.Decisions ?? [];
            decided += decisions.Count;
            Assert.Equal(decisions.Count, decisions.Select(one => one.Point).Distinct().Count());
            foreach (var step in state.Procedure.Steps.Where(one => one.When is not null))
            {
                var made = state.FindDecision(step.When!.Decision);
                if (made is null || !step.When.Allows(made.Option))
                {
                    Assert.Equal(0, state.FindStep(step.Id)!.Attempts);
                }
            }
        }

        Assert.True(decided > 0, "No walk came to a decision: the property says nothing.");
    }

    private static Wanderer Walk(int[] walk) => new Wanderer(procedure: LanedSample.Ungated).Walk(walk);

    private static void Always(Action<int[]> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Walks, property));
}
