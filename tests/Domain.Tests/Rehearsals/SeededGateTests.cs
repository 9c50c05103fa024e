using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Rehearsals;

/// <summary>Gates of which the right verdict is known: marked after, never before (R28).</summary>
public sealed class SeededGateTests
{
    private static readonly Procedure Gated =
        GateSample.Gated(Limit, GateSample.Plain with { ExpiresAfter = TimeSpan.FromHours(1) });

    [Theory]
    [InlineData(RightVerdict.Deny, "deny", GivenVerdict.Denied, true)]
    [InlineData(RightVerdict.Deny, "edit", GivenVerdict.Edited, true)]
    [InlineData(RightVerdict.Deny, "approve", GivenVerdict.Approved, false)]
    [InlineData(RightVerdict.Deny, "wait", GivenVerdict.Expired, false)]
    [InlineData(RightVerdict.Approve, "approve", GivenVerdict.Approved, true)]
    [InlineData(RightVerdict.Approve, "deny", GivenVerdict.Denied, false)]
    public void Verdict_AtASeededGate_IsMarkedOnceItIsGiven(
        RightVerdict right, string said, GivenVerdict given, bool isRight)
    {
        var run = AtGate(right);
        var gate = Assert.Single(run.State.Gates);
        Assert.DoesNotContain("limit-is-absurd", DomainJson.Serialize(gate), StringComparison.Ordinal);
        Assert.DoesNotContain("limit-is-absurd", DomainJson.Serialize(RunStatusView.Of(run.State)), StringComparison.Ordinal);

        run.Wait(TimeSpan.FromMinutes(2));
        Say(run, gate.Id, said);

        var mark = Assert.Single(run.State.Marks!);
        Assert.Equal((right, given, isRight, "limit-is-absurd"), (mark.Right, mark.Given, mark.IsRight, mark.Because));
        Assert.Equal(said == "wait" ? null : Ben, mark.By);
        Assert.True(mark.OpenFor >= TimeSpan.FromMinutes(2));
        Assert.Equal(run.State.Marks, RunStatusView.Of(run.State).Marks);
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
    }

    [Fact]
    public void Action_BehindAWronglyPassedGate_IsStillOnlyRehearsed()
    {
        var run = AtGate(RightVerdict.Deny);
        Say(run, run.State.Gates[0].Id, "approve");
        var reads = Assert.Single(run.State.Work.OfType<Work.TakeReadings>());
        Assert.NotNull(reads.Rehearsed);

        run.Answer();

        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
        Assert.Single(run.State.Marks!);
    }

    [Fact]
    public void Gate_ThatIsNotSeeded_IsNotMarked()
    {
        var run = RehearsedRun.Confirmed(Gated);
        run.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":10}"""))).Answer();
        Say(run, run.State.Gates[0].Id, "deny");

        Assert.Null(run.State.Marks);
    }

    private static RunFixture AtGate(RightVerdict right)
    {
        var script = RehearsedRun.With(Gated, Limit, step => step with
        {
            Gates = [new SeededGate(right, "limit-is-absurd")],
        });
        return RehearsedRun.Confirmed(Gated, script)
            .Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":900}"""))).Answer();
    }

    private static void Say(RunFixture run, GateId gate, string said) => _ = said switch
    {
        "approve" => run.Direct(Ben, new Instruction.Approve(gate, "Fine.")),
        "deny" => run.Direct(Ben, new Instruction.Deny(gate), "No."),
        "edit" => run.Direct(Ben, new Instruction.EditAction(gate, JsonData.Parse("""{"limit":10}""")), "Less."),
        _ => run.Wait(TimeSpan.FromHours(2)).Send(new RunInput.DeadlinePassed()),
    };
}
