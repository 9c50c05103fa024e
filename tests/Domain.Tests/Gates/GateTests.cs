using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

public sealed class GateTests
{
    [Fact]
    public void Packet_OfAnOpenGate_IsComplete()
    {
        var packet = AtGate().State.Gates[0].Packet;

        Assert.Equal(6, packet.Evidence.Count);
        Assert.Equal("http://orders/restart", packet.Action.Parameters.Element.GetProperty("url").GetString());
        Assert.Equal(["OPS-4"], packet.Policies);
        Assert.Contains("cannot be taken back", packet.Risk.ReversalPlan, StringComparison.Ordinal);
        Assert.Equal([Ben, Dora], packet.Urgency.WhoDecides);
        Assert.Equal(4, packet.Timeline.Count);
        Assert.Equal(Start + TimeSpan.FromMinutes(30), packet.Urgency.Deadline);
    }

    [Theory]
    [InlineData("ana", RefusalCode.SelfApproval)]
    [InlineData("carla", RefusalCode.NotInRole)]
    [InlineData("eve", RefusalCode.NotInRole)]
    public void Approve_ByTheWrongPerson_IsRefused(string person, RefusalCode code)
    {
        var run = AtGate();

        run.Direct(new PersonId(person), new Instruction.Approve(run.State.Gates[0].Id));

        Assert.Equal(code, run.RefusalOfLast());
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Approve_OfOtherEvidence_IsRefused()
    {
        var run = AtGate();

        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id, Packet: Digest.OfText("another")));

        Assert.Equal(RefusalCode.DigestMismatch, run.RefusalOfLast());
    }

    [Fact]
    public void Approve_Twice_IsRefusedTheSecondTime()
    {
        var run = AtGate();
        var gate = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Approve(gate.Id, Packet: gate.PacketDigest));

        Assert.Equal(RefusalCode.GateNotOpen, run.Direct(Dora, new Instruction.Approve(gate.Id)).RefusalOfLast());
        run.Readings();
        Assert.Equal(RefusalCode.UnknownGate, run.Direct(Dora, new Instruction.Approve(gate.Id)).RefusalOfLast());
        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
    }

    [Fact]
    public void Approval_WhenTheStateChanged_IsVoidAndAskedAgainWithTheDifference()
    {
        var run = AtGate(("version", """{"ok":1}"""));
        var first = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Approve(first.Id));

        run.Readings(("version", """{"ok":2}"""));

        var again = Assert.Single(run.State.Gates);
        Assert.NotEqual(first.Id, again.Id);
        Assert.Null(again.Approval);
        Assert.Empty(run.State.Work);
        Assert.Equal(["version (api): was 1 (Met), is 2 (Met)"], again.Packet.Difference);
        Assert.Equal(RefusalCode.UnknownGate, run.Direct(Dora, new Instruction.Approve(first.Id)).RefusalOfLast());
        run.Direct(Dora, new Instruction.Approve(again.Id)).Readings(("version", """{"ok":2}"""));
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    [Fact]
    public void Approval_WhenAValueMovedThatIsBoundByOutcome_Holds()
    {
        var run = AtGate(("load", """{"ok":1}"""));
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id));

        run.Readings(("load", """{"ok":2}"""));

        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    [Theory]
    [InlineData("action")]
    [InlineData("procedure")]
    public void Approval_OfAnotherActionOrProcedure_IsVoid(string what)
    {
        var run = AtGate();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id));
        Change(run, gate => what == "action"
            ? gate with { ActionDigest = Digest.OfText("another") }
            : gate with { ProcedureDigest = Digest.OfText("another") });

        run.Readings();

        Assert.Contains(run.Last, fact => fact is RunFact.GateSuperseded);
        Assert.Contains(what, Assert.Single(run.State.Gates[0].Packet.Difference), StringComparison.Ordinal);
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Deny_ByAnApprover_WithdrawsTheAttempt()
    {
        var run = AtGate();
        var gate = run.State.Gates[0].Id;

        Assert.Equal(RefusalCode.ReasonMissing, run.Direct(Ben, new Instruction.Deny(gate)).RefusalOfLast());
        run.Direct(Ben, new Instruction.Deny(gate), "not now");

        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Null(run.State.Blocked);
        Assert.Equal(RefusalCode.UnknownGate, run.Direct(Dora, new Instruction.Approve(gate)).RefusalOfLast());
    }

    [Fact]
    public void Gate_ThatNobodyDecides_ClosesAndNeverOpensTheAction()
    {
        var run = AtGate();
        var gate = run.State.Gates[0].Id;
        Assert.Equal(Start + TimeSpan.FromMinutes(30), run.State.NextDeadline);

        run.Wait(TimeSpan.FromMinutes(29)).Send(new RunInput.DeadlinePassed());
        Assert.Empty(run.Last);

        run.Wait(TimeSpan.FromMinutes(1));
        Assert.Equal(RefusalCode.GateExpired, run.Direct(Ben, new Instruction.Approve(gate)).RefusalOfLast());
        run.Send(new RunInput.DeadlinePassed());
        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Null(run.State.NextDeadline);
        Assert.Empty(run.Send(new RunInput.DeadlinePassed()).Last);
    }

    [Fact]
    public void Approval_ThatRanOutDuringAPause_DispatchesNothing()
    {
        var run = AtGate();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Direct(Ana, new Instruction.Pause());
        Assert.Empty(run.State.Work);

        run.Wait(TimeSpan.FromHours(1)).Direct(Ana, new Instruction.Resume()).Readings();

        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.DoesNotContain(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
    }

    [Fact]
    public void Gate_WithoutCompleteEvidence_DoesNotOpen()
    {
        var run = RunFixture.Confirmed();
        Change(run.Run(Restart), gate => gate, procedure => procedure with
        {
            Steps = procedure.Steps.Replace(step =>
                step.Id == Restart, step => step with { Risk = step.Risk! with { Alternatives = [] } }),
        });

        run.Readings();

        Assert.Empty(run.State.Gates);
        var block = Assert.Single(run.State.Blocks);
        Assert.Equal(BlockKind.EvidenceIncomplete, block.Kind);
        Assert.Contains("alternatives", block.Sentence, StringComparison.Ordinal);
    }

    private static RunFixture AtGate(params (string Read, string? Document)[] readings) =>
        RunFixture.Confirmed().Run(Restart).Readings(readings);

    // The world under a gate is changed by hand: what was approved is not what is.
    private static void Change(
        RunFixture run,
        Func<Gate, Gate> change,
        Func<DirectedExecution.Domain.Procedures.Procedure, DirectedExecution.Domain.Procedures.Procedure>? procedure =
            null) =>
        run.Replace(run.State with
        {
            Gates = run.State.Gates.Replace(_ => true, change),
            Procedure = procedure is null ? run.State.Procedure : procedure(run.State.Procedure),
        });
}
