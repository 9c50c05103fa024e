using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Amendments;

/// <summary>R20: another version in a running run is proposed, agreed to by others, and confirmed.</summary>
public sealed class AmendmentTests
{
    private static readonly PersonId Fay = new("fay");

    [Fact]
    public void Amendment_ProposedAgreedAndConfirmed_IsInForce()
    {
        var run = Proposed(NewVersion(Titled(Limit, "Set the limit gently")));
        Assert.Equal("1.0", run.State.Procedure.Version);
        Assert.Equal(
            [
                "charter.procedure.version: \"1.0\" → \"1.1\"",
                "procedure.steps[limit].title: \"Do limit\" → \"Set the limit gently\"",
                "procedure.version: \"1.0\" → \"1.1\"",
            ],
            run.State.Amendment!.Changes);

        Agree(run, Carla);
        Assert.Null(Confirm(run));

        Assert.Equal("1.1", run.State.Procedure.Version);
        Assert.Equal(Digest.Of(run.State.Procedure), run.State.ProcedureDigest);
        Assert.Equal(Digest.Of(run.State.Charter), run.State.CharterDigest);
        Assert.Equal("1.1", run.State.Charter.Procedure.Version);
        Assert.Null(run.State.Amendment);
        Assert.Equal([Carla], Assert.Single(run.State.Amendments!).ApprovedBy);
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
        Assert.Null(run.Complete(Reindex).RefusalOfLast());
    }

    [Fact]
    public void Amendment_BeforeItIsConfirmed_ChangesNothing()
    {
        var run = Proposed(NewVersion(Without(Limit)));
        Agree(run, Carla);

        run.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Of(new { limit = 10 }))).Readings();

        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Equal(RefusalCode.RunNotAtRest, Confirm(run));
        run.Report(ActionOutcome.Executed).Readings();

        // It was agreed to when the step was not begun; it is now.
        Assert.Equal(RefusalCode.AmendmentNotAllowed, Confirm(run));
    }

    [Fact]
    public void Approve_ByTheLeadAStrangerOrTwice_IsRefused()
    {
        var run = Proposed(NewVersion(Without(Limit)));

        Assert.Equal(RefusalCode.SelfApproval, Agree(run, Ana));
        Assert.Equal(RefusalCode.NotInRole, Agree(run, Fay));
        Assert.Equal(RefusalCode.AmendmentNotApproved, Confirm(run));
        Assert.Null(Agree(run, Ben));
        Assert.Equal(RefusalCode.AlreadyDecided, Agree(run, Ben));
        Assert.Equal(RefusalCode.NotLead, Confirm(run, Ben));
        Assert.Equal(
            RefusalCode.DigestMismatch,
            run.Direct(Carla, new Instruction.ApproveAmendment(run.State.CharterDigest, run.State.ProcedureDigest))
                .RefusalOfLast());
    }

    [Fact]
    public void Amendment_OfABoundary_NeedsWhoMayClearIt()
    {
        var cap = Sample.Charter.Boundaries[0];
        var higher = cap with { Statement = "The order limit stays below 2000." };
        var run = Proposed(new Instruction.Amend(Charter: Sample.Charter with { Boundaries = [higher] }));

        Agree(run, Dora);
        Assert.Contains("carla for boundary limit-cap", AmendmentView.Of(run.State)!.Missing, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.AmendmentNotApproved, Confirm(run));
        Agree(run, Carla);
        Assert.Null(AmendmentView.Of(run.State)!.Missing);
        Assert.Null(Confirm(run));

        Assert.Equal(higher, Assert.Single(run.State.Charter.Boundaries));
    }

    [Fact]
    public void Amendment_WhereVersionsAreGoverned_NeedsAGovernorToo()
    {
        var charter = Sample.Charter with
        {
            Governance = GovernanceMode.Required,
            Roles = Sample.Charter.Roles with { Governors = [Fay] },
        };
        var run = new RunFixture(charter: charter).Confirm();

        // The fixture has no approvals: it did not open. With none required to open, the rule is asked directly.
        Assert.Equal(RunStatus.NotOpened, run.State.Status);
        run = RunFixture.Confirmed();
        run.Replace(run.State with { Charter = charter, CharterDigest = Digest.Of(charter) });
        Assert.Null(run.Direct(Ana, NewVersion(Without(Limit)), "not needed").RefusalOfLast());
        Agree(run, Carla);
        Assert.Equal("fay for governance", AmendmentView.Of(run.State)!.Missing);
        Assert.Null(Agree(run, Fay));
        Assert.Null(Confirm(run));
    }

    [Fact]
    public void Amendment_WithoutAReasonOrAChange_IsRefused()
    {
        var run = RunFixture.Confirmed();

        Assert.Equal(RefusalCode.ReasonMissing, run.Direct(Ana, NewVersion(Without(Limit))).RefusalOfLast());
        Assert.Equal(
            RefusalCode.NothingChanged,
            run.Direct(Ana, new Instruction.Amend(Sample.Charter, Sample.Procedure), "why").RefusalOfLast());
        Assert.Equal(RefusalCode.NotLead, run.Direct(Ben, NewVersion(Without(Limit)), "why").RefusalOfLast());
        Assert.Equal(RefusalCode.NoAmendment, run.Direct(Ben, new Instruction.ApproveAmendment(
            run.State.CharterDigest, run.State.ProcedureDigest)).RefusalOfLast());
    }

    [Fact]
    public void Amendment_WhileAnotherIsProposed_IsRefused()
    {
        var run = Proposed(NewVersion(Without(Limit)));

        Assert.Equal(
            RefusalCode.AmendmentPending, run.Direct(Ana, NewVersion(Titled(Limit, "x")), "why").RefusalOfLast());
        Assert.Null(Reject(run, Ana, "thought better of it"));
        Assert.Null(run.State.Amendment);
        Assert.Null(run.Direct(Ana, NewVersion(Titled(Limit, "x")), "why").RefusalOfLast());
        Assert.Equal(RefusalCode.ReasonMissing, Reject(run, Carla, null));
        Assert.Equal(RefusalCode.NotInRole, Reject(run, Fay, "no"));
        Assert.Null(Reject(run, Carla, "no"));
    }

    public static TheoryData<string> Forbidden() =>
    [
        "lead", "mode", "identity", "governance", "privacy", "humanInLoop", "procedure id", "same version", "auditor",
        "done step changed", "done step gone", "target of a done step", "prerequisites",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Amendment_OfWhatTheRunIsOrHasDone_IsRefused(string what)
    {
        var charter = Sample.Charter;
        var next = Sample.Procedure with { Version = "1.1" };
        Instruction.Amend amend = what switch
        {
            "lead" => new(charter with { Lead = Ben }),
            "mode" => new(charter with { Mode = RunMode.Rehearsal }),
            "identity" => new(charter with { Identity = DirectedExecution.Domain.Identity.IdentityMode.Signed }),
            "governance" => new(charter with { Governance = GovernanceMode.Required }),
            "privacy" => new(charter with { Privacy = PrivacyClass.Confidential }),
            "humanInLoop" => new(charter with { HumanInLoop = false }),
            "procedure id" => new(Procedure: next with { Id = "another" }),
            "same version" => new(Procedure: next with { Version = "1.0", Title = "Another" }),
            "auditor" => new(charter with { Roles = charter.Roles with { Auditors = [Ana] } }),
            "done step changed" => new(Procedure: next with
            {
                Steps = next.Steps.Replace(step => step.Id == Drain, step => step with { Title = "Another" }),
            }),
            "done step gone" => new(Procedure: next with
            {
                Steps = next.Steps.RemoveAll(step => step.Id == Drain).Replace(
                    step => step.Id == Reindex, step => step with { Requires = [] }),
            }),
            "target of a done step" => new(charter with
            {
                Targets = [charter.Targets[0] with { Environment = "test" }],
            }),
            "prerequisites" => new(Procedure: next with
            {
                Prerequisites =
                [
                    new Prerequisite(
                        "p", "It is up.", "api", Call("http", "{}"),
                        new Expectation("$.ok", ExpectationOperator.Exists), TimeSpan.FromMinutes(1)),
                ],
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        var run = RunFixture.Confirmed().Complete(Drain).Direct(Ana, amend, "why");

        Assert.Equal(RefusalCode.AmendmentNotAllowed, run.RefusalOfLast());
        Assert.Null(run.State.Amendment);
    }

    [Fact]
    public void Amendment_ThatNoOpeningWouldTake_IsRefused()
    {
        var run = RunFixture.Confirmed();

        Assert.Equal(
            RefusalCode.InvalidDocument,
            run.Direct(Ana, new Instruction.Amend(Sample.Charter with { Targets = [] }), "why").RefusalOfLast());
        Assert.Equal(
            RefusalCode.InvalidDocument,
            run.Direct(
                Ana,
                new Instruction.Amend(Sample.Charter with { Objective = "Other." }, Sample.Procedure with { Version = "1.1" }),
                "why").RefusalOfLast());
    }

    [Fact]
    public void FailedStep_MayBeAmendedAndDirectedAgain()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings().Report(ActionOutcome.Failed)
            .Readings();
        Assert.Equal(StepStatus.Failed, run.Status(Drain));

        run.Direct(Ana, NewVersion(Titled(Drain, "Drain it slowly")), "too fast");
        Agree(run, Carla);
        Assert.Null(Confirm(run));
        run.Complete(Drain);

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(2, run.State.FindStep(Drain)!.Attempts);
    }

    [Fact]
    public void Amendment_WhenItsProposerDoesNotLeadAnyMore_IsDropped()
    {
        var takeover = new TakeoverId("t1");
        var run = Proposed(NewVersion(Without(Limit)))
            .Direct(Ana, new Instruction.OfferTakeover(Ben))
            .Direct(Carla, new Instruction.ApproveTakeover(takeover))
            .ReadBackAll(takeover)
            .Direct(Ben, new Instruction.AcceptTakeover(takeover));

        Assert.Null(run.State.Amendment);
        Assert.Contains(run.Last, fact => fact is RunFact.AmendmentDropped);
        Assert.Equal(Ben, run.State.Lead);
    }

    [Fact]
    public void Amendment_OfNoGoConditions_HasThemReadBeforeAnythingGoesOn()
    {
        var charter = Sample.Charter with
        {
            NoGoConditions =
            [
                new NoGoCondition(
                    "storm", "There is no storm.", "weather", Call("http", "{}"),
                    new Expectation("$.ok", ExpectationOperator.Equals, JsonData.Of(true))),
            ],
        };
        var run = Proposed(new Instruction.Amend(charter));
        Agree(run, Carla);
        Assert.Null(Confirm(run));

        var reads = Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
        Assert.Equal(ReadingPurpose.NoGoCheck, reads.Purpose);
        run.Readings(("no-go:storm", """{"ok":true}"""));
        Assert.NotNull(run.State.NoGo);
    }

    [Fact]
    public void PacketOfAnAmendedRun_TellsIt_AndFoundsASuccessor()
    {
        var run = Proposed(NewVersion(Without(Limit)));
        Assert.Contains(
            PacketBuilder.Build(run.State, run.Now).NextDecisions,
            decision => decision.Sentence.StartsWith("Agree to the amendment of ana", StringComparison.Ordinal));
        Agree(run, Carla);
        Confirm(run);

        var packet = PacketBuilder.Build(run.State, run.Now);
        Assert.Contains(packet.Holds, hold => hold.StartsWith("Amended at", StringComparison.Ordinal));
        Assert.DoesNotContain(packet.Steps, step => step.Id == Limit);
        var next = new RunFixture(new RunId("next"), packet, run.State.Charter, run.State.Procedure).Confirm();
        Assert.Empty(Continuity.Check(packet, next.Ledger.ToValueList()));

        // And a successor may be amended like any other run.
        Assert.Null(next.Direct(Ana, NewVersion(Titled(Restart, "x"), "1.2"), "why").RefusalOfLast());
        Agree(next, Carla);
        Assert.Null(Confirm(next));
        Assert.Empty(Continuity.Check(packet, next.Ledger.ToValueList()));
    }

    [Fact]
    public void Ledger_WhoseAmendmentNobodyAgreedTo_IsFound()
    {
        var run = Proposed(NewVersion(Without(Limit)));
        Agree(run, Carla);
        Confirm(run);
        var forged = run.Ledger.Where(entry => entry.Fact is not RunFact.AmendmentApproved);

        Assert.Contains(
            LedgerAudit.Check(forged),
            one => one.Sentence.Contains("came into force without", StringComparison.Ordinal));
    }

    [Fact]
    public void DirectiveDecidedBeforeTheAmendment_IsStaleAfterIt()
    {
        var run = Proposed(NewVersion(Without(Limit)));
        var head = run.State.Head;
        Agree(run, Carla);
        Confirm(run);

        Assert.Equal(RefusalCode.StaleHead, run.Direct(Ana, new Instruction.RunStep(Reindex), on: head).RefusalOfLast());
    }

    private static Instruction.Amend NewVersion(Func<Procedure, Procedure> change, string version = "1.1") =>
        new(Procedure: change(Sample.Procedure) with { Version = version });

    private static Func<Procedure, Procedure> Without(StepId step) =>
        before => before with { Steps = before.Steps.RemoveAll(one => one.Id == step) };

    private static Func<Procedure, Procedure> Titled(StepId step, string title) => before => before with
    {
        Steps = before.Steps.Replace(one => one.Id == step, one => one with { Title = title }),
    };

    private static RunFixture Proposed(Instruction.Amend amend)
    {
        var run = RunFixture.Confirmed().Complete(Drain).Direct(Ana, amend, "it is needed otherwise");
        Assert.Null(run.RefusalOfLast());
        return run;
    }

    private static RefusalCode? Agree(RunFixture run, PersonId person) => run.Direct(
        person,
        new Instruction.ApproveAmendment(run.State.Amendment!.CharterDigest, run.State.Amendment.ProcedureDigest))
        .RefusalOfLast();

    private static RefusalCode? Reject(RunFixture run, PersonId person, string? reason) => run.Direct(
        person,
        new Instruction.RejectAmendment(run.State.Amendment!.CharterDigest, run.State.Amendment.ProcedureDigest),
        reason).RefusalOfLast();

    private static RefusalCode? Confirm(RunFixture run, PersonId? by = null) => run.Direct(
        by ?? run.State.Lead,
        new Instruction.ConfirmCharter(run.State.Amendment!.CharterDigest, run.State.Amendment.ProcedureDigest))
        .RefusalOfLast();
}
