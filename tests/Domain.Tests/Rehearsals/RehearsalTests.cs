using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Rehearsals;

/// <summary>A rehearsal is answered from its script, whatever comes; a live run never is.</summary>
public sealed class RehearsalTests
{
    private static readonly Procedure Plain = GateSample.With(Drain, step => step);

    [Fact]
    public void Work_OfARehearsal_AlwaysBringsItsAnswer_AndThatOfALiveRunNever() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(
            Gen.Choose(0, 7).SelectMany(kind => Gen.Choose(0, 1 << 20).ListOf().Select(moves => (kind, moves))).ToArbitrary(),
            walk =>
            {
                var isRehearsal = walk.kind % 4 == 3;
                var wanderer = Wanderers.Create(walk.kind);
                wanderer.Watch = (_, _, _) => Assert.All(wanderer.State.Work, work => Assert.True(work switch
                {
                    Work.TakeReadings reads => reads.Rehearsed is not null == isRehearsal
                        && (reads.Rehearsed is null
                            || reads.Rehearsed.Select(one => one.Read).SequenceEqual(reads.Reads.Select(read => read.Id))),
                    Work.Dispatch dispatch => dispatch.Rehearsed is not null == isRehearsal,
                    _ => true,
                }));
                wanderer.Walk(walk.moves);
            }));

    [Fact]
    public void Draft_PlayedToItsEnd_GoesAsTheProcedureExpects()
    {
        var run = RehearsedRun.Confirmed(Plain).Run(Drain).Answer();
        run.Run(Restart).Answer().Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id, "Fine.")).Answer();
        run.Run(Reindex).Answer();
        run.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":10}"""))).Answer();
        run.Direct(Ana, new Instruction.Reverse(Limit)).Answer().Direct(Ana, new Instruction.Complete());

        Assert.Equal(RunStatus.Completed, run.State.Status);
        Assert.Equal(StepStatus.Reversed, run.Status(Limit));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
    }

    [Fact]
    public void Answers_ForTheSameRead_AreGivenInTurnAndTheLastOneStays()
    {
        var script = RehearsedRun.With(Plain, Restart, step => step with
        {
            Before = step.Before.AddRange([new RehearsedRead("version", JsonData.Parse("""{"ok":"newer"}"""))]),
        });
        var run = RehearsedRun.Confirmed(Plain, script).Run(Restart).Answer();
        var first = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Approve(first.Id)).Answer();

        var again = Assert.Single(run.State.Gates);
        Assert.Contains("version", Assert.Single(again.Packet.Difference), StringComparison.Ordinal);
        run.Direct(Ben, new Instruction.Approve(again.Id)).Answer();
        Assert.Equal(StepStatus.Completed, run.Status(Restart));
    }

    [Fact]
    public void Attempt_WithAnswersOfItsOwn_IsGivenThese()
    {
        var smooth = RehearsedRun.Smooth(Plain);
        var script = smooth with
        {
            Steps = smooth.Steps.Add(smooth.Steps[0] with
            {
                Attempt = 1, Action = new RehearsedAction(ActionOutcome.Failed, "The queue is locked.", 3),
            }),
        };
        var run = RehearsedRun.Confirmed(Plain, script).Run(Drain).Answer();
        Assert.Equal(StepStatus.Failed, run.Status(Drain));
        Assert.Contains(run.Ledger, entry => entry.Fact is RunFact.AttemptFailed { Sentence: "The queue is locked." });

        run.Run(Drain).Answer();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
    }

    [Fact]
    public void Sides_ThatDisagree_AndDoubts_StopARehearsalAsALiveRun()
    {
        var disputed = RehearsedRun.With(Plain, Reindex, step => step with
        {
            After = step.After.Replace(read => read.Read == "b", read => read with { Document = JsonData.Parse("""{"ok":false}""") }),
        });
        var run = RehearsedRun.Confirmed(Plain, disputed).Run(Drain).Answer().Run(Reindex).Answer();
        Assert.Single(run.State.Contradictions);

        var doubtful = RehearsedRun.With(Plain, Drain, step => step with
        {
            Action = new RehearsedAction(ActionOutcome.Unknown),
            After = [new RehearsedRead("after", Unreadable: "no connection")],
        });
        run = RehearsedRun.Confirmed(Plain, doubtful).Run(Drain).Answer();
        Assert.Equal(StepStatus.Unknown, run.Status(Drain));

        var old = RehearsedRun.With(Plain, Drain, step => step with
        {
            Before = [step.Before[0] with { Age = TimeSpan.FromHours(1) }],
        });
        run = RehearsedRun.Confirmed(Plain, old).Run(Drain).Answer();
        Assert.Equal(BlockKind.Stale, Assert.Single(run.State.Blocks).Kind);
    }

    [Fact]
    public void Call_ThatTheScriptDoesNotDeclare_IsRefusedAndNothingIsDone()
    {
        var silent = RehearsedRun.With(Plain, Drain, step => step with { Action = null });
        var run = RehearsedRun.Confirmed(Plain, silent).Run(Drain).Answer();
        Assert.Equal(StepStatus.Failed, run.Status(Drain));
        Assert.StartsWith("notRehearsed: ", run.Attempt(Drain).Report!.Summary, StringComparison.Ordinal);

        var blind = RehearsedRun.Smooth(Plain) with { Steps = [] };
        run = RehearsedRun.Confirmed(Plain, blind).Run(Drain).Answer();
        Assert.Equal(BlockKind.Unreadable, Assert.Single(run.State.Blocks).Kind);
        Assert.Contains("notRehearsed", run.State.Blocks[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AskedForAtAGate_IsAnsweredAsTheProcedureNamesIt()
    {
        var run = RehearsedRun.Confirmed(Plain).Run(Restart).Answer();
        run.Direct(Ben, new Instruction.AskInformation(run.State.Gates[0].Id, "And the queue?", Read: "drain/after")).Answer();

        Assert.Contains(
            run.State.Gates[0].Packet.Evidence,
            one => one.Read.Value == "info:1" && one.Verdict == ObservationVerdict.Met);
    }

    [Fact]
    public void NoGo_InTheScript_HoldsAndIsLiftedCheckByCheck()
    {
        var charter = RehearsedRun.Charter with
        {
            NoGoConditions =
            [
                new NoGoCondition(
                    "freeze", "It is frozen.", "freeze", Call("file", "{}"),
                    new Expectation("$.frozen", ExpectationOperator.Equals, JsonData.Of(true))),
            ],
        };
        var smooth = RehearsalDraft.Of(charter, Plain);
        var frozen = new RehearsedRead("no-go:freeze", JsonData.Parse("""{"frozen":true}"""));
        var run = RehearsedRun.Confirmed(Plain, smooth with { Standing = [frozen, smooth.Standing[0]] }, charter)
            .Direct(Ana, new Instruction.Pause()).Direct(Ana, new Instruction.Resume()).Answer();
        Assert.NotNull(run.State.NoGo);

        run.Direct(Ana, new Instruction.Resume()).Answer();
        Assert.Null(run.State.NoGo);
        Assert.Equal(StepStatus.Completed, run.Run(Drain).Answer().Status(Drain));
    }

    [Theory]
    [InlineData(RunMode.Live, true, RefusalCode.ModeMismatch)]
    [InlineData(RunMode.Rehearsal, false, RefusalCode.InvalidDocument)]
    public void Opening_WithAScriptThatDoesNotGoWithItsMode_IsRefused(RunMode mode, bool hasScript, RefusalCode code)
    {
        var run = new RunFixture(
            charter: GateSample.Charter with { Mode = mode }, procedure: Plain,
            rehearsal: hasScript ? RehearsedRun.Smooth(Plain) : null);

        Assert.Equal(code, Assert.IsType<RunFact.OpeningRefused>(Assert.Single(run.Last)).Refusal.Code);
    }

    [Fact]
    public void Opening_WithAScriptForAnotherProcedure_IsRefused()
    {
        var run = new RunFixture(
            charter: RehearsedRun.Charter, procedure: Plain,
            rehearsal: RehearsedRun.Smooth(Plain) with { Procedure = new("other", "1") });

        Assert.Equal(
            RefusalCode.InvalidDocument, Assert.IsType<RunFact.OpeningRefused>(Assert.Single(run.Last)).Refusal.Code);
    }

    [Fact]
    public void Packet_OfARehearsal_SaysSoAndFoundsNoLiveRun()
    {
        var run = RehearsedRun.Confirmed(Plain).Run(Drain).Answer();
        var packet = PacketBuilder.Build(run.State, run.Now);
        Assert.Equal(RunMode.Rehearsal, packet.Mode);
        Assert.Contains("**REHEARSAL**", PacketMarkdown.Render(packet), StringComparison.Ordinal);
        Assert.Equal(RunMode.Rehearsal, RunStatusView.Of(run.State).Mode);

        var live = new RunFixture(new RunId("live"), packet, GateSample.Charter, Plain);
        Assert.Equal(RefusalCode.ModeMismatch, Assert.IsType<RunFact.OpeningRefused>(live.Last[0]).Refusal.Code);

        var next = new RunFixture(new RunId("next"), packet, RehearsedRun.Charter, Plain).Confirm();
        next.Run(Reindex).Answer();
        Assert.Equal(StepStatus.Completed, next.Status(Reindex));
        Assert.Empty(Continuity.Check(packet, next.Ledger.ToValueList()));
    }

    [Fact]
    public void Packet_OfALiveRun_FoundsNoRehearsal()
    {
        var packet = PacketBuilder.Build(RunFixture.Confirmed(Plain, GateSample.Charter).State, Start);
        Assert.Null(packet.Mode);

        var next = new RunFixture(new RunId("next"), packet, RehearsedRun.Charter, Plain);

        Assert.Equal(RefusalCode.ModeMismatch, Assert.IsType<RunFact.OpeningRefused>(next.Last[0]).Refusal.Code);
    }

    [Fact]
    public void Gates_OfARehearsalWithoutHumans_AreWaivedOnTheRecordUnlessTheyAskForAnApproval()
    {
        var review = GateSample.Gated(Drain, GateSample.Plain);
        var charter = RehearsedRun.Charter with { HumanInLoop = false };
        var run = RehearsedRun.Confirmed(review, charter: charter).Run(Drain).Answer();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.GateWaived);

        run.Run(Restart).Answer();
        Assert.Equal(GateTier.Approve, Assert.Single(run.State.Gates).Policy.Tier);
    }
}
