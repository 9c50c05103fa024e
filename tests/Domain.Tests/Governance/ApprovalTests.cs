using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Governance;

public sealed class ApprovalTests
{
    private static readonly Charter Governed = Sample.Charter with
    {
        Governance = GovernanceMode.Required,
    };

    [Fact]
    public void Opening_WithoutAnApproval_IsRefused() =>
        Assert.Equal(RefusalCode.ProcedureNotApproved, Open(Governed, null));

    [Fact]
    public void Opening_WithTheApprovalOfThisVersion_OpensAndPinsIt()
    {
        var chain = Approve([], Carla);
        var run = RunJournal.Advance(RunState.NotOpened, Input(Governed, chain), Start);

        Assert.Equal(RunStatus.AwaitingConfirmation, run.State.Status);
        Assert.Equal(chain, run.State.Approvals);
    }

    [Fact]
    public void Opening_WithTheApprovalOfAnotherText_IsRefused()
    {
        var other = ApprovalChain.Append(
            [], ApprovalKind.Approved, Procedure with { Title = "Other" }, Carla, "Read it.", Start, out _)!;

        Assert.Equal(RefusalCode.ProcedureNotApproved, Open(Governed, other));
    }

    [Fact]
    public void Opening_WithTheLeadsOwnApproval_IsRefused() =>
        Assert.Equal(RefusalCode.ProcedureNotApproved, Open(Governed, Approve([], Ana)));

    [Fact]
    public void Opening_WhereGovernorsAreNamed_TakesTheirApprovalOnly()
    {
        var charter = Governed with { Roles = Governed.Roles with { Governors = [Dora] } };

        Assert.Equal(RefusalCode.ProcedureNotApproved, Open(charter, Approve([], Carla)));
        Assert.Null(Open(charter, Approve(Approve([], Carla), Dora)));
    }

    [Fact]
    public void Opening_AfterARevocation_IsRefusedUntilApprovedAnew()
    {
        var revoked = ApprovalChain.Append(
            Approve([], Carla), ApprovalKind.Revoked, Procedure, Dora, "It drains too much.", Start, out _)!;

        Assert.Equal(RefusalCode.ProcedureNotApproved, Open(Governed, revoked));
        Assert.Null(Open(Governed, Approve(revoked, Carla)));
    }

    [Fact]
    public void Opening_WithAChangedApproval_IsRefused()
    {
        var chain = Approve([], Ana);

        Assert.Equal(RefusalCode.ApprovalsDamaged, Open(Governed, [chain[0] with { By = Carla }]));
    }

    [Fact]
    public void Opening_WithoutRequiredGovernance_AsksForNothing() => Assert.Null(Open(Sample.Charter, null));

    [Fact]
    public void Append_OfWhatSaysNothing_IsRefused()
    {
        Assert.Equal(RefusalCode.ReasonMissing, Refused([], ApprovalKind.Approved, " "));
        Assert.Equal(RefusalCode.ProcedureNotApproved, Refused([], ApprovalKind.Revoked, "Why."));
        Assert.Equal(RefusalCode.AlreadyDecided, Refused(Approve([], Carla), ApprovalKind.Approved, "Again."));
    }

    [Fact]
    public void Chain_ChangedAnywhere_IsDamaged() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var chain = Approve(Approve(Approve([], Ben), Carla), Dora);
            var at = random.Next(chain.Count);
            ValueList<ApprovalEntry> changed = random.Next(4) switch
            {
                0 => chain.RemoveAll(entry => entry.Sequence == at + 1 && at < chain.Count - 1),
                1 => chain.Replace(entry => entry.Sequence == at + 1, entry => entry with { By = new("eve") }),
                2 => chain.Replace(
                    entry => entry.Sequence == at + 1, entry => entry with { Reason = "x", Digest = entry.Digest }),
                _ => [.. chain.Reverse()],
            };
            Assert.Null(ApprovalChain.Damage(chain));
            Assert.Equal(changed.Equals(chain), ApprovalChain.Damage(changed) is null);
        }));

    [Fact]
    public void Opening_WhereApprovalsAreSigned_TakesTheOneThatIsProven()
    {
        var unsigned = Approve([], Carla);
        Assert.Equal(RefusalCode.SignatureInvalid, OpenSigned(unsigned));
        Assert.Equal(RefusalCode.SignatureInvalid, OpenSigned(SignedBy(Carla, Dora)));
        Assert.Equal(RefusalCode.SignatureInvalid, OpenSigned(SignedBy(Carla, Carla, SshSignature.Namespace)));
        Assert.Equal(RefusalCode.ProcedureNotApproved, OpenSigned(SignedBy(Ana, Ana)));
        Assert.Null(OpenSigned(SignedBy(Carla, Carla)));

        // A signature stands for its entry: it cannot be carried over to another reason, nor to another version.
        var moved = SignedBy(Carla, Carla)[0] with { Reason = "Something else." };
        Assert.Equal(RefusalCode.SignatureInvalid, OpenSigned([moved.Sealed(moved.Signature)]));
    }

    [Fact]
    public void Opening_WithAKeyThatWasNotValidWhenItSigned_IsRefused()
    {
        var late = AllowedSigners.Of(SignedRun.Signers.Content.Replace(
            "carla ssh", "carla valid-after=\"20300601Z\" ssh", StringComparison.Ordinal));

        Assert.Equal(RefusalCode.SignatureInvalid, OpenSigned(SignedBy(Carla, Carla), late));
    }

    [Fact]
    public void Ledger_WhoseOpeningRestsOnAnUnprovenApproval_IsFound()
    {
        var opened = RunJournal.Advance(
            RunState.NotOpened, Input(SignedCharter, SignedBy(Carla, Carla)) with { Signers = SignedRun.Signers }, Start);
        var fact = (RunFact.RunOpened)opened.Entries[0].Fact;
        var forged = opened.Entries[0] with { Fact = fact with { Approvals = Approve([], Carla) } };

        Assert.Empty(LedgerAudit.Check(opened.Entries));
        Assert.Contains("it is not signed", Assert.Single(LedgerAudit.Check([forged])).Sentence, StringComparison.Ordinal);
    }

    private static Charter SignedCharter => SignedRun.Charter with { Governance = GovernanceMode.Signed };

    private static ValueList<ApprovalEntry> SignedBy(
        PersonId by, PersonId key, string purpose = SshSignature.ApprovalNamespace)
    {
        var next = ApprovalChain.Next([], ApprovalKind.Approved, Procedure, by, "Read and agreed.", Start, out _)!;
        return [next.Sealed(SignedRun.KeyOf(key).Sign(next.SignedText(), purpose))];
    }

    private static RefusalCode? OpenSigned(ValueList<ApprovalEntry> approvals, AllowedSigners? signers = null) =>
        Refused(Input(SignedCharter, approvals) with { Signers = signers ?? SignedRun.Signers });

    private static ValueList<ApprovalEntry> Approve(ValueList<ApprovalEntry> chain, PersonId by) =>
        ApprovalChain.Append(chain, ApprovalKind.Approved, Procedure, by, "Read and agreed.", Start, out _)!;

    private static RefusalCode? Refused(ValueList<ApprovalEntry> chain, ApprovalKind kind, string reason)
    {
        Assert.Null(ApprovalChain.Append(chain, kind, Procedure, Carla, reason, Start, out var refusal));
        return refusal?.Code;
    }

    private static RefusalCode? Open(Charter charter, ValueList<ApprovalEntry>? approvals) =>
        Refused(Input(charter, approvals));

    private static RefusalCode? Refused(RunInput.OpenRun input) =>
        RunJournal.Advance(RunState.NotOpened, input, Start).Entries[0].Fact is RunFact.OpeningRefused refused
            ? refused.Refusal.Code
            : null;

    private static RunInput.OpenRun Input(Charter charter, ValueList<ApprovalEntry>? approvals) =>
        new(new RunId("r"), charter, Procedure, Approvals: approvals);
}
