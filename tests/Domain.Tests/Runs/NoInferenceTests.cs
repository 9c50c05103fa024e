using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Runs;

/// <summary>R10: nothing is done that nobody directed.</summary>
public sealed class NoInferenceTests
{
    private static readonly Arbitrary<int[]> Walks =
        Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1)).Resize(120).ToArbitrary();

    [Fact]
    public void Run_LeftAloneForThirtyDays_MakesNoToolCall() => Always(walk =>
    {
        var wanderer = new Wanderer().Walk(walk);
        var run = new RunFixture();
        run.Replace(Settled(wanderer.State, out var now));
        run.Wait(now - run.Now);
        for (var hour = 0; hour < 30 * 24; hour++)
        {
            run.Wait(TimeSpan.FromHours(1)).Send(new RunInput.DeadlinePassed());

            Assert.Empty(run.State.Work);
            Assert.DoesNotContain(run.Last, fact => fact is RunFact.ActionDispatched or RunFact.ReadingsRequested
                or RunFact.StepDirected or RunFact.DirectiveAccepted);
        }
    });

    [Fact]
    public void EveryToolCall_OnAnyWalk_HasOneAcceptedDirectiveBehindIt() => Always(walk =>
    {
        var accepted = new Dictionary<DirectiveId, int>();
        var wanderer = new Wanderer
        {
            Watch = (_, _, entries) =>
            {
                foreach (var fact in entries.Select(entry => entry.Fact).OfType<RunFact.DirectiveAccepted>())
                {
                    accepted[fact.Directive.Id] = accepted.GetValueOrDefault(fact.Directive.Id) + 1;
                }
            },
        };
        foreach (var move in walk)
        {
            wanderer.Walk([move]);
            Assert.All(wanderer.State.Work, work =>
                Assert.Equal(1, accepted.GetValueOrDefault(wanderer.State.FindAttempt(work.Attempt)!.Directive)));
        }
    });

    [Fact]
    public void Ledger_WithAnActionThatNobodyDirected_IsRejected()
    {
        var run = RunFixture.Confirmed().Complete(Drain);
        Assert.Empty(LedgerAudit.Check(run.Ledger));
        var facts = run.Ledger.Select(entry => entry.Fact).ToList();
        var directed = facts.FindIndex(fact => fact is RunFact.StepDirected);
        var acceptance = facts.FindIndex(fact => fact is RunFact.DirectiveAccepted
        {
            Directive.Instruction: Instruction.RunStep,
        });
        var attempt = ((RunFact.StepDirected)facts[directed]).Attempt;

        AssertRejected(facts.Where((_, index) => index != acceptance), "No accepted directive");
        AssertRejected(facts.Where((_, index) => index != directed), "which is not there");
        AssertRejected(
            facts.Select((fact, index) => index == directed
                ? new RunFact.StepDirected(attempt with { Directive = new("nobody's") })
                : fact),
            "No accepted directive");
        AssertRejected(
            facts.Append(new RunFact.StepDirected(attempt with { Id = new("drain.2"), Number = 2 })),
            "and another attempt");
        AssertRejected(facts.Append(facts[acceptance]), "accepted twice");
    }

    // The world answers what is owed, and then there is nothing more to answer.
    private static RunState Settled(RunState state, out DateTimeOffset now)
    {
        now = Start + TimeSpan.FromDays(1);
        for (var round = 0; state.Work is [var work, ..]; round++)
        {
            Assert.True(round < 100, "It never comes to rest.");
            RunInput answer = work is Work.TakeReadings reads
                ? new RunInput.ReadingsTaken(reads.Attempt, reads.Phase, Answers(reads, now))
                : new RunInput.ActionReported(work.Attempt, new ActionReport(ActionOutcome.Executed, "done", now, now, 0));
            state = RunJournal.Advance(state, answer, now).State;
        }

        return state;
    }

    private static ValueList<DirectedExecution.Domain.Verification.Reading> Answers(Work.TakeReadings reads, DateTimeOffset now) =>
        reads.Reads.Select(read => new DirectedExecution.Domain.Verification.Reading(
            read.Id, now, JsonData.Parse("""{"ok":true}"""))).ToValueList();

    private static void AssertRejected(IEnumerable<RunFact> facts, string sentence)
    {
        // Sealed anew, so that the chain is whole and only the meaning is wrong.
        var entries = LedgerChain.Append(LedgerHead.Empty, new RunId("run-1"), "x", Start, facts.ToValueList());
        Assert.True(LedgerChain.Verify(entries).IsIntact);
        Assert.Contains(LedgerAudit.Check(entries), damage => damage.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    private static void Always(Action<int[]> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Walks, property));
}
