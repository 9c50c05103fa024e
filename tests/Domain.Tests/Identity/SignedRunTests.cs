using System.Text.Json.Nodes;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Identity;

public sealed class SignedRunTests
{
    [Fact]
    public void Run_WhoseDirectivesAreSigned_GoesItsWayAndVerifies()
    {
        var run = SignedRun.Opened().Confirm().Complete(Drain);

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.All(
            run.Ledger.Select(entry => entry.Fact).OfType<RunFact.DirectiveAccepted>(),
            fact => Assert.StartsWith("SHA256:", fact.SignedWith, StringComparison.Ordinal));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
        Assert.Equal(run.Ledger[0].Digest, run.State.Opening);
    }

    [Fact]
    public void Directive_ThatIsNotProven_IsRefusedAndRecordedAsUnproven()
    {
        var run = SignedRun.Opened().Confirm();
        var pause = Pause(run, "p");
        Directive[] forged = [
            pause,
            pause with { Signature = "no signature" },
            SignedRun.KeyOf(Ana).Sign(pause) with { Reason = "changed" },
            SignedRun.KeyOf(Ana).Sign(pause, "git"),
            SignedRun.KeyOf(Ben).Sign(pause),
            new TestKey("mallory").Sign(pause),
        ];
        RefusalCode[] codes = [
            RefusalCode.SignatureMissing, RefusalCode.SignatureInvalid, RefusalCode.SignatureInvalid,
            RefusalCode.SignatureInvalid, RefusalCode.SignerNotAllowed, RefusalCode.SignerNotAllowed,
        ];

        foreach (var (directive, index) in forged.Select((one, index) => (one, index)))
        {
            var named = directive with { Id = new DirectiveId($"forged-{index}") };
            run.Send(new RunInput.DirectiveReceived(
                directive.Signature is null || index is 1 or 2 ? named : Resigned(index, named)));

            Assert.Equal(codes[index], run.RefusalOfLast());
            Assert.Equal("unproven:ana", run.Ledger[^1].Actor);
            Assert.Null(run.State.Pause);
        }

        static Directive Resigned(int index, Directive directive) => index switch
        {
            3 => SignedRun.KeyOf(Ana).Sign(directive, "git"),
            4 => SignedRun.KeyOf(Ben).Sign(directive),
            _ => new TestKey("mallory").Sign(directive),
        };
    }

    [Fact]
    public void Directive_SignedForAnotherRun_IsRefused()
    {
        var other = SignedRun.Opened();
        other.Wait(TimeSpan.FromSeconds(1));
        var again = new RunFixture(charter: SignedRun.Charter, signers: SignedRun.Signers);
        var run = SignedRun.Opened().Confirm();
        var pause = Pause(run, "p");

        run.Send(Signed(pause with { Run = null }));
        Assert.Equal(RefusalCode.WrongRun, run.RefusalOfLast());
        run.Send(Signed(pause with { Id = new("q"), Opening = null }));
        Assert.Equal(RefusalCode.WrongRun, run.RefusalOfLast());
        run.Send(Signed(pause with { Id = new("r"), Opening = Digest.OfText("another opening") }));
        Assert.Equal(RefusalCode.WrongRun, run.RefusalOfLast());
        run.Send(Signed(pause with { Id = new("s"), Run = new RunId("run-2") }));
        Assert.Equal(RefusalCode.WrongRun, run.RefusalOfLast());
        Assert.Null(run.State.Pause);
        Assert.NotNull(again.State.Opening);
    }

    [Fact]
    public void Key_OutsideOfItsTime_ProvesNothing()
    {
        var until = Start + TimeSpan.FromHours(1);
        var signers = AllowedSigners.Of(string.Concat(new[] { Ben, Carla, Dora }
            .Select(one => $"{one} {SignedRun.KeyOf(one).Line}\n"))
            + $"ana valid-after=\"20300101Z\",valid-before=\"{until:yyyyMMddHHmmss}Z\" {SignedRun.KeyOf(Ana).Line}");
        var run = SignedRun.Opened(signers).Confirm();
        Assert.Equal(RunStatus.Active, run.State.Status);

        run.Wait(TimeSpan.FromHours(2)).Direct(Ana, new Instruction.Pause());

        Assert.Equal(RefusalCode.KeyNotValid, run.RefusalOfLast());
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Id_UsedByAForgery_IsNotTaken()
    {
        var run = SignedRun.Opened().Confirm();
        var pause = Pause(run, "p");
        run.Send(new RunInput.DirectiveReceived(new TestKey("mallory").Sign(pause)));
        Assert.Equal(RefusalCode.SignerNotAllowed, run.RefusalOfLast());

        run.Send(Signed(pause));

        Assert.NotNull(run.State.Pause);
        Assert.Null(run.State.Directives.Find(pause.Id)!.Refusal);
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
    }

    [Fact]
    public void Forgery_UnderAnIdThatStands_IsAConflictAndChangesNothing()
    {
        var run = SignedRun.Opened().Confirm();
        var pause = Pause(run, "p");
        run.Send(Signed(pause));
        var record = run.State.Directives.Find(pause.Id);

        run.Send(new RunInput.DirectiveReceived(new TestKey("mallory").Sign(pause with { Reason = "other" })));
        Assert.IsType<RunFact.DirectiveConflicted>(Assert.Single(run.Last));
        run.Send(Signed(pause));
        Assert.Empty(run.Last);

        Assert.Equal(record, run.State.Directives.Find(pause.Id));
    }

    [Fact]
    public void Forgeries_WithoutEnd_PushNobodyOutOfTheMemory()
    {
        var run = SignedRun.Opened().Confirm();
        var pause = Pause(run, "p");
        run.Send(Signed(pause));
        for (var number = 0; number <= DirectiveMemory.Capacity; number++)
        {
            run.Send(new RunInput.DirectiveReceived(pause with
            {
                Id = new($"flood-{number}"),
                IssuedAt = DateTimeOffset.MaxValue,
                Opening = null,
            }));
        }

        Assert.NotNull(run.State.Directives.Find(pause.Id));
        Assert.Null(run.Direct(Ana, new Instruction.Resume()).RefusalOfLast());
    }

    [Fact]
    public void Signature_WhereNobodyVerifiesIt_IsRefused()
    {
        var run = RunFixture.Confirmed();
        run.Send(Signed(Pause(run, "p")));

        Assert.Equal(RefusalCode.SignatureUnexpected, run.RefusalOfLast());
    }

    [Fact]
    public void Ledger_WithAForgedAcceptance_IsFoundOffline()
    {
        var ledger = SignedRun.Opened().Confirm().Complete(Drain).Ledger;
        var index = ledger.FindIndex(entry => entry.Fact is RunFact.DirectiveAccepted
        {
            Directive.Instruction: Instruction.RunStep,
        });
        var accepted = (RunFact.DirectiveAccepted)ledger[index].Fact;
        var changed = accepted.Directive with { Reason = "words put into a mouth" };
        RunFact[] forgeries = [
            accepted with { Directive = changed, Digest = changed.Digest() },
            accepted with { SignedWith = "SHA256:other" },
            accepted with { Digest = Digest.OfText("other") },
        ];

        foreach (var forgery in forgeries)
        {
            var entries = ledger.ToList();
            entries[index] = ledger[index] with { Fact = forgery };
            Assert.Contains(LedgerAudit.Check(entries), damage => damage.Sequence == index + 1);
        }
    }

    [Fact]
    public void SignedText_IsTheSameAfterTheWire() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), ticks =>
        {
            var run = SignedRun.Opened();
            var directive = SignedRun.KeyOf(Ana).SignFor(run.State, Pause(run, "p") with
            {
                IssuedAt = Start.AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(ticks % 600)),
                Instruction = new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":1.50,"x":"é\n"}""")),
            });
            var read = DirectiveReader.Read(DomainJson.Serialize(directive));
            Assert.Equal(directive.SignedText(), Assert.IsType<RunInput.DirectiveReceived>(read).Directive.SignedText());
        }));

    [Fact]
    public void Successor_OfASignedRun_KeepsTheSignersAndAsksForItsOwnOpening()
    {
        var first = SignedRun.Opened().Confirm().Complete(Drain);
        var packet = PacketBuilder.Build(first.State, first.Now);
        var second = SignedRun.Opened(run: new RunId("run-2"), packet: packet);
        var old = SignedRun.KeyOf(Ana).SignFor(
            first.State, Pause(first, "old") with { Instruction = new Instruction.Stop(), Reason = "enough" });

        second.Send(new RunInput.DirectiveReceived(old with { Run = new RunId("run-2") }));
        Assert.Equal(RefusalCode.SignatureInvalid, second.RefusalOfLast());
        second.Send(new RunInput.DirectiveReceived(old));
        Assert.Equal(RefusalCode.WrongRun, second.RefusalOfLast());
        second.Confirm().Complete(Reindex);
        Assert.Equal(StepStatus.Completed, second.Status(Reindex));
        Assert.Empty(Continuity.Check(packet, second.Ledger.ToValueList()));
    }

    [Fact]
    public void Auditor_DirectsNothing()
    {
        var charter = Sample.Charter with { Roles = Sample.Charter.Roles with { Auditors = [new("olga")] } };
        var run = new RunFixture(charter: charter);
        run.Confirm();

        foreach (var instruction in new Instruction[]
        {
            new Instruction.Pause(), new Instruction.RequestTakeover(), new Instruction.Approve(new("g")),
            new Instruction.Reconcile(new("a"), ReconciledOutcome.Done, "x"), new Instruction.RunStep(Drain),
        })
        {
            Assert.Equal(RefusalCode.NotInRole, run.Direct(new("olga"), instruction, "r").RefusalOfLast());
        }
    }

    [Fact]
    public void OldDocuments_KeepTheirCanonicalForm()
    {
        var charter = JsonNode.Parse(DomainJson.Serialize(Sample.Charter))!.AsObject();
        var directive = JsonNode.Parse(DomainJson.Serialize(Pause(RunFixture.Confirmed(), "p") with { Opening = null }))!;

        Assert.False(charter.ContainsKey("identity"));
        Assert.False(charter["roles"]!.AsObject().ContainsKey("auditors"));
        Assert.False(directive.AsObject().ContainsKey("signature"));
    }

    private static Directive Pause(RunFixture run, string id) => new(
        new DirectiveId(id), Ana, 1, run.Now, new Instruction.Pause(), Run: run.State.Run, Opening: run.State.Opening);

    private static RunInput.DirectiveReceived Signed(Directive directive) => new(SignedRun.KeyOf(Ana).Sign(directive));
}
