using System.Text.Json.Nodes;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Ledger;

public sealed class LedgerTests
{
    [Fact]
    public void Chain_WithAnyEntryChanged_NamesTheFirstDamagedOne()
    {
        var ledger = RunFixture.Confirmed().Complete(Drain).Ledger;
        for (var index = 0; index < ledger.Count; index++)
        {
            var json = JsonNode.Parse(DomainJson.Serialize(ledger[index]))!;
            json["actor"] = "mallory";
            var changed = ledger.ToList();
            changed[index] = DomainJson.Deserialize<LedgerEntry>(json.ToJsonString());

            Assert.Equal(index + 1, LedgerChain.Verify(changed).Damage?.Sequence);
        }
    }

    [Fact]
    public void Chain_WithEntriesMissingDoubledOrSwapped_IsDamaged()
    {
        var ledger = RunFixture.Confirmed().Complete(Drain).Ledger;

        Assert.Equal(4, LedgerChain.Verify(ledger.Where(entry => entry.Sequence != 3)).Damage?.Sequence);
        Assert.Equal(3, LedgerChain.Verify(ledger.Take(3).Append(ledger[2])).Damage?.Sequence);
        Assert.Equal(2, LedgerChain.Verify(ledger.Skip(1)).Damage?.Sequence);
        Assert.True(LedgerChain.Verify(ledger.Skip(1), LedgerChain.HeadOf(ledger[0])).IsIntact);
        Assert.Equal(ledger.Count, LedgerChain.Verify(ledger).Head.Sequence);
        Assert.True(LedgerChain.Verify([]).IsIntact);
    }

    [Fact]
    public void Entry_ResealedAfterAChange_BreaksTheNext()
    {
        var ledger = RunFixture.Confirmed().Complete(Drain).Ledger;
        var forged = LedgerChain.Append(
            LedgerChain.HeadOf(ledger[1]), ledger[2].Run, "mallory", ledger[2].At, [ledger[2].Fact])[0];

        Assert.Equal(4, LedgerChain.Verify(ledger.Take(2).Append(forged).Concat(ledger.Skip(3))).Damage?.Sequence);
    }

    [Fact]
    public void Audit_OfAnOrphanAction_FindsIt()
    {
        var ledger = RunFixture.Confirmed().Complete(Drain).Ledger;

        var without = ledger.Where(entry =>
            entry.Fact is not RunFact.DirectiveAccepted { Directive.Instruction: Instruction.RunStep });
        Assert.NotEmpty(LedgerAudit.Check(without));
        var undirected = ledger.Where(entry => entry.Fact is not RunFact.StepDirected);
        Assert.NotEmpty(LedgerAudit.Check(undirected));
        var twice =
            ledger.SelectMany(entry => entry.Fact is RunFact.ActionDispatched ? [entry, entry] : new[] { entry });
        Assert.NotEmpty(LedgerAudit.Check(twice));
    }

    [Fact]
    public void Audit_OfAGatedActionWithoutApproval_FindsIt()
    {
        var run = RunFixture.Confirmed().Run(Restart).Readings();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Readings().Report(ActionOutcome.Executed);
        Assert.Empty(LedgerAudit.Check(run.Ledger));

        Assert.Contains(
            LedgerAudit.Check(run.Ledger.Where(entry => entry.Fact is not RunFact.GateApproved)),
            damage => damage.Sentence.Contains("without the approval", StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_OfAStep_NameTheStagesInTheirOrder()
    {
        var stages = RunFixture.Confirmed().Complete(Drain).Ledger.Skip(3).Select(entry => entry.Stage).ToList();

        Assert.Equal(
            [
                RunStage.InstructionIntake, RunStage.StepExecution, RunStage.StateHydration, RunStage.StateHydration,
                RunStage.StepExecution, RunStage.StepExecution, RunStage.Verification, RunStage.Verification,
                RunStage.Verification,
            ],
            stages);
    }
}
