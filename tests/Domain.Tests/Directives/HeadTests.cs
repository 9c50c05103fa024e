using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Directives;

/// <summary>A directive that was decided on an older head, against what happened since.</summary>
public sealed class HeadTests
{
    [Fact]
    public void Tables_KnowEveryFactAndEveryInstruction()
    {
        var types = new[] { typeof(RunFact), typeof(Instruction) }
            .SelectMany(family => family.GetNestedTypes().Where(type => type.IsSubclassOf(family)));

        Assert.Empty(types.Where(type => !TouchRules.Knows(type)).Select(type => type.Name));
    }

    [Fact]
    public void Directive_OnAnOldHead_ThatNothingConcerned_IsAcceptedAndSaysSo()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Direct(Ana, new Instruction.Skip(Restart), "not today").Direct(Ben, new Instruction.Pause());

        run.Direct(Ana, new Instruction.Skip(Reindex), "nor that", on: seen);

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(3, Assert.IsType<RunFact.DirectiveAccepted>(run.Last[0]).Behind);
        Assert.Equal(3, run.State.Directives.Records[^1].Behind);
        Assert.Equal(StepStatus.Skipped, run.Status(Reindex));
    }

    [Fact]
    public void Directive_OnTheHeadItself_SaysNothingOfIt()
    {
        var run = RunFixture.Confirmed();
        run.Direct(Ana, new Instruction.Pause(), on: run.State.Head);

        Assert.Null(Assert.IsType<RunFact.DirectiveAccepted>(run.Last[0]).Behind);
    }

    [Fact]
    public void Directive_OnAnOldHead_AboutTheSameStep_IsStaleAndNamesTheEntry()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Complete(Drain);
        var verified = run.Ledger.Last(entry => entry.Fact is RunFact.AttemptVerified).Sequence;

        run.Direct(Ana, new Instruction.Reverse(Drain), on: seen);

        Assert.Equal(RefusalCode.StaleHead, run.RefusalOfLast());
        var sentence = run.Last.OfType<RunFact.DirectiveRefused>().Single().Refusal.Sentence;
        Assert.Contains($"entry {verified} (attemptVerified)", sentence, StringComparison.Ordinal);
        Assert.Null(run.Direct(Ana, new Instruction.Reverse(Drain), on: run.State.Head).RefusalOfLast());
    }

    [Fact]
    public void Directive_OnAnOldHead_AboutTheSameTarget_IsStale()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Complete(Drain);

        run.Direct(Ana, new Instruction.RunStep(Reindex), on: seen);

        Assert.Equal(RefusalCode.StaleHead, run.RefusalOfLast());
    }

    [Fact]
    public void Directive_OnAnOldHead_AfterAChangeOfTheWholeRun_IsStale()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Direct(Ana, new Instruction.Pause()).Direct(Ana, new Instruction.Resume());

        Assert.Equal(RefusalCode.StaleHead, run.Direct(Ana, new Instruction.RunStep(Drain), on: seen).RefusalOfLast());
        Assert.Null(run.Direct(Ana, new Instruction.RunStep(Drain)).RefusalOfLast());
    }

    [Fact]
    public void Refusals_AreNoChange()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Direct(new("eve"), new Instruction.RunStep(Drain)).Direct(Ana, new Instruction.Resume());

        Assert.Null(run.Direct(Ana, new Instruction.RunStep(Drain), on: seen).RefusalOfLast());
    }

    [Fact]
    public void WhatRestrains_IsNeverTooLate()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Complete(Drain).Run(Restart).Readings();
        var (gate, attempt) = (run.State.Gates[0].Id, run.Attempt(Restart).Id);

        Assert.Null(run.Direct(Ana, new Instruction.Pause(), on: seen).RefusalOfLast());
        Assert.Null(run.Direct(Ana, new Instruction.WithdrawAttempt(attempt), "no", on: seen).RefusalOfLast());
        Assert.Equal(RefusalCode.UnknownGate, run.Direct(Ben, new Instruction.Deny(gate), "no", on: seen).RefusalOfLast());
        Assert.Null(run.Direct(Ana, new Instruction.NarrowScope([], [Limit]), "no", on: seen).RefusalOfLast());
        Assert.Null(run.Direct(Ana, new Instruction.Stop(), "no", on: seen).RefusalOfLast());
    }

    [Fact]
    public void Approval_OnAnOldHead_IsStaleOnlyWhenTheGateOrTheRunChanged()
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();
        var gate = run.State.Gates[0].Id;
        var opened = run.State.Head;
        run.Direct(Ana, new Instruction.Skip(Limit), "not needed");
        Assert.Null(run.Direct(Ben, new Instruction.Approve(gate), on: opened).RefusalOfLast());

        var other = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();
        opened = other.State.Head;
        other.Direct(Ana, new Instruction.Pause());
        Assert.Equal(RefusalCode.StaleHead, other.Direct(Ben, new Instruction.Approve(gate), on: opened).RefusalOfLast());
    }

    [Fact]
    public void TwoWhoAskForTheLeadAtOnce_OneGetsIt()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;

        Assert.Null(run.Direct(Ben, new Instruction.RequestTakeover(), on: seen).RefusalOfLast());
        Assert.Equal(
            RefusalCode.TakeoverInProgress, run.Direct(Carla, new Instruction.RequestTakeover(), on: seen).RefusalOfLast());
        Assert.Equal(
            RefusalCode.TakeoverInProgress,
            run.Direct(Ana, new Instruction.OfferTakeover(Dora), on: seen).RefusalOfLast());
        Assert.Equal(Ben, run.State.Takeover!.To);
    }

    [Fact]
    public void RunOfTheFirstEdition_JudgesAsItDid()
    {
        var run = new RunFixture(edition: null);
        run.Confirm();
        var seen = run.State.Head;
        run.Complete(Drain);

        Assert.Null(run.Direct(Ana, new Instruction.Reverse(Drain), on: seen).RefusalOfLast());
        Assert.Null(run.State.Trail);
        Assert.Null(run.State.Opening);
        Assert.DoesNotContain("edition", DomainJson.Serialize(run.State), StringComparison.Ordinal);
        Assert.Null(Assert.IsType<RunFact.DirectiveAccepted>(run.Last[0]).Behind);
    }
}
