using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Runs;

public sealed class DirectiveGuardTests
{
    public static TheoryData<string, string, RefusalCode> Refused => new()
    {
        { "ben", """{"verb":"runStep","step":"drain"}""", RefusalCode.NotLead },
        { "eve", """{"verb":"pause"}""", RefusalCode.NotLead },
        { "ana", """{"verb":"runStep","step":"format-disk"}""", RefusalCode.OutsideScope },
        { "ana", """{"verb":"skip","step":"format-disk"}""", RefusalCode.OutsideScope },
        { "ana", """{"verb":"skip","step":"drain"}""", RefusalCode.ReasonMissing },
        { "ana", """{"verb":"stop"}""", RefusalCode.ReasonMissing },
        { "ana", """{"verb":"runStep","step":"reindex"}""", RefusalCode.StepNotReady },
        { "ana", """{"verb":"runStep","step":"drain","repeat":true}""", RefusalCode.StepNotCompleted },
        { "ana", """{"verb":"runStep","step":"drain","arguments":{"x":1}}""", RefusalCode.UnknownArgument },
        { "ana", """{"verb":"runStep","step":"drain","arguments":[]}""", RefusalCode.BadArgument },
        { "ana", """{"verb":"runStep","step":"limit"}""", RefusalCode.MissingArgument },
        { "ana", """{"verb":"runStep","step":"limit","arguments":{"limit":"ten"}}""", RefusalCode.BadArgument },
        { "ana", """{"verb":"reverse","step":"drain"}""", RefusalCode.StepNotCompleted },
        { "ana", """{"verb":"verify","step":"drain"}""", RefusalCode.NothingToVerify },
        { "ana", """{"verb":"resume"}""", RefusalCode.RunNotPaused },
        { "ana", """{"verb":"complete"}""", RefusalCode.RunNotFinished },
        { "ben", """{"verb":"approve","gate":"none"}""", RefusalCode.UnknownGate },
        { "ana", """{"verb":"reconcile","attempt":"drain.1","outcome":"done","evidence":"x"}""",
            RefusalCode.UnknownAttempt },
        { "ben", """{"verb":"clearBlock","block":"b1","resolution":"withdraw","statement":"x"}""",
            RefusalCode.UnknownBlock },
        { "ben", """{"verb":"clearContradiction","contradiction":"c1","acceptedSource":"a","statement":"x"}""",
            RefusalCode.UnknownContradiction },
        { "ana", """{"verb":"offerTakeover","to":"eve"}""", RefusalCode.NotInRole },
        { "eve", """{"verb":"requestTakeover"}""", RefusalCode.NotInRole },
        { "ben", """{"verb":"acceptTakeover","takeover":"t1"}""", RefusalCode.NoTakeover },
        { "ana", """{"verb":"offerTakeover","to":"ana"}""", RefusalCode.NotInRole },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Directive_ThatMayNotBe_IsRefusedAndRecorded(string issuer, string instruction, RefusalCode code)
    {
        var run = RunFixture.Confirmed();
        var before = run.State;

        run.Direct(new PersonId(issuer), DomainJson.Deserialize<Instruction>(instruction));

        Assert.Equal(code, run.RefusalOfLast());
        Assert.Single(run.Last);
        Assert.Equal(before with { Directives = run.State.Directives, Head = run.State.Head }, run.State);
    }

    [Fact]
    public void Directive_OfAnotherEpoch_IsRefused()
    {
        var run = RunFixture.Confirmed();

        Assert.Equal(RefusalCode.StaleEpoch, run.Direct(Ana, new Instruction.Pause(), epoch: 0).RefusalOfLast());
        Assert.Equal(RefusalCode.StaleEpoch, run.Direct(Ana, new Instruction.Pause(), epoch: 2).RefusalOfLast());
    }

    [Fact]
    public void Directive_ForAnotherRunOrLedger_IsRefused()
    {
        var run = RunFixture.Confirmed();

        run.Send(new RunInput.DirectiveReceived(Pause("1") with { Run = new RunId("other") }));
        Assert.Equal(RefusalCode.WrongRun, run.RefusalOfLast());
        run.Send(new RunInput.DirectiveReceived(Pause("2") with { DecidedOn = run.State.Head with { Sequence = 99 } }));
        Assert.Equal(RefusalCode.UnknownHead, run.RefusalOfLast());
        run.Send(
            new RunInput.DirectiveReceived(
                Pause("3") with { DecidedOn = run.State.Head with { Digest = Digest.OfText("x") } }));
        Assert.Equal(RefusalCode.UnknownHead, run.RefusalOfLast());
        run.Send(new RunInput.DirectiveReceived(Pause("4") with { DecidedOn = run.State.Head, Run = run.State.Run }));
        Assert.Null(run.RefusalOfLast());
    }

    [Fact]
    public void Directive_SentTwice_IsOneEntry_AndWithOtherContentAConflict()
    {
        var run = RunFixture.Confirmed();
        var directive = Pause("1");
        run.Send(new RunInput.DirectiveReceived(directive));
        var state = run.State;

        run.Send(new RunInput.DirectiveReceived(directive));
        Assert.Empty(run.Last);
        Assert.Same(state, run.State);

        run.Send(new RunInput.DirectiveReceived(directive with { Instruction = new Instruction.Resume() }));
        Assert.IsType<RunFact.DirectiveConflicted>(Assert.Single(run.Last));
        Assert.NotNull(run.State.Pause);
    }

    [Fact]
    public void Directive_RefusedOnce_IsNotJudgedAgain()
    {
        var run = RunFixture.Confirmed();
        var directive = Pause("1") with { Instruction = new Instruction.Resume() };
        run.Send(new RunInput.DirectiveReceived(directive));
        Assert.Equal(RefusalCode.RunNotPaused, run.RefusalOfLast());
        run.Direct(Ana, new Instruction.Pause());

        run.Send(new RunInput.DirectiveReceived(directive));

        Assert.Empty(run.Last);
        Assert.NotNull(run.State.Pause);
    }

    [Fact]
    public void Directive_OlderThanTheMemory_IsRefused()
    {
        var run = RunFixture.Confirmed();
        var first = Pause("first");
        run.Send(new RunInput.DirectiveReceived(first));
        run.Wait(TimeSpan.FromSeconds(1));
        for (var number = 0; number <= DirectiveMemory.Capacity; number++)
        {
            run.Direct(Ana, new Instruction.RunStep(new StepId("nowhere")));
        }

        run.Send(new RunInput.DirectiveReceived(first));

        Assert.Equal(RefusalCode.TooOldToJudge, run.RefusalOfLast());
    }

    [Theory]
    [InlineData("no json", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("\"\\ud800\"", "not JSON")]
    [InlineData("""{"id":"x"}""", "\"issuer\" is missing")]
    [InlineData(
        """{"id":"x","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"fly"}}""",
        "\"fly\" is not known")]
    [InlineData(
        """{"id":"x","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01T00:00:00Z","instruction":{"verb":"skip"}}""",
        "do not fit the verb \"skip\"")]
    [InlineData(
        """{"id":"x","issuer":"ana","leadEpoch":1,"issuedAt":"soon","instruction":{"verb":"pause"}}""", "wrong type")]
    [InlineData(
        """{"id":"x","issuer":"ana","leadEpoch":1,"issuedAt":"2030-01-01","instruction":{"verb":"pause"},"y":1}""",
        "\"y\" is not known")]
    public void Directive_ThatIsNone_IsARefusedEntry(string raw, string sentence)
    {
        var run = RunFixture.Confirmed().Send(DirectiveReader.Read(raw));

        var fact = Assert.IsType<RunFact.DirectiveMalformed>(Assert.Single(run.Last));
        Assert.Equal(RefusalCode.MalformedDirective, fact.Refusal.Code);
        Assert.Contains(sentence, fact.Refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal(Digest.OfText(raw), fact.RawDigest);
    }

    [Fact]
    public void Run_ThatHasEnded_RefusesEverything()
    {
        var run = RunFixture.Confirmed().Direct(Ana, new Instruction.Stop(), "enough");

        Assert.True(run.State.HasEnded);
        Assert.Equal(RefusalCode.RunEnded, run.Direct(Ana, new Instruction.Resume()).RefusalOfLast());
        Assert.Equal(RefusalCode.RunEnded, run.Run(Drain).RefusalOfLast());
        Assert.True(LedgerChain.Verify(run.Ledger).IsIntact);
    }

    private static Directive Pause(string id) =>
        new(new DirectiveId(id), Ana, 1, Start, new Instruction.Pause());
}
