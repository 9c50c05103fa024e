using System.Text.Json.Serialization;
using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>What happened, one fact a ledger entry. Stored shape: add, never rename or change.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunOpened), "runOpened")]
[JsonDerivedType(typeof(RunContinued), "runContinued")]
[JsonDerivedType(typeof(OpeningRefused), "openingRefused")]
[JsonDerivedType(typeof(DirectiveAccepted), "directiveAccepted")]
[JsonDerivedType(typeof(DirectiveRefused), "directiveRefused")]
[JsonDerivedType(typeof(DirectiveConflicted), "directiveConflicted")]
[JsonDerivedType(typeof(DirectiveMalformed), "directiveMalformed")]
[JsonDerivedType(typeof(CharterConfirmed), "charterConfirmed")]
[JsonDerivedType(typeof(RunPaused), "runPaused")]
[JsonDerivedType(typeof(RunResumed), "runResumed")]
[JsonDerivedType(typeof(RunStopped), "runStopped")]
[JsonDerivedType(typeof(RunCompleted), "runCompleted")]
[JsonDerivedType(typeof(StepDirected), "stepDirected")]
[JsonDerivedType(typeof(StepSkipped), "stepSkipped")]
[JsonDerivedType(typeof(ReadingsRequested), "readingsRequested")]
[JsonDerivedType(typeof(ReadingsRecorded), "readingsRecorded")]
[JsonDerivedType(typeof(ResultIgnored), "resultIgnored")]
[JsonDerivedType(typeof(GateOpened), "gateOpened")]
[JsonDerivedType(typeof(GateApproved), "gateApproved")]
[JsonDerivedType(typeof(GateDenied), "gateDenied")]
[JsonDerivedType(typeof(GateExpired), "gateExpired")]
[JsonDerivedType(typeof(GateSuperseded), "gateSuperseded")]
[JsonDerivedType(typeof(ActionDispatched), "actionDispatched")]
[JsonDerivedType(typeof(ActionReported), "actionReported")]
[JsonDerivedType(typeof(OutcomeSettled), "outcomeSettled")]
[JsonDerivedType(typeof(DoubtRemained), "doubtRemained")]
[JsonDerivedType(typeof(AttemptVerified), "attemptVerified")]
[JsonDerivedType(typeof(AttemptFailed), "attemptFailed")]
[JsonDerivedType(typeof(AttemptWithdrawn), "attemptWithdrawn")]
[JsonDerivedType(typeof(StepReversed), "stepReversed")]
[JsonDerivedType(typeof(BlockRaised), "blockRaised")]
[JsonDerivedType(typeof(BlockCleared), "blockCleared")]
[JsonDerivedType(typeof(ContradictionRaised), "contradictionRaised")]
[JsonDerivedType(typeof(ContradictionCleared), "contradictionCleared")]
[JsonDerivedType(typeof(TakeoverProposed), "takeoverProposed")]
[JsonDerivedType(typeof(TakeoverApproved), "takeoverApproved")]
[JsonDerivedType(typeof(PacketRenewed), "packetRenewed")]
[JsonDerivedType(typeof(PointConfirmed), "pointConfirmed")]
[JsonDerivedType(typeof(TakeoverCancelled), "takeoverCancelled")]
[JsonDerivedType(typeof(LeadChanged), "leadChanged")]
[JsonDerivedType(typeof(DecisionMade), "decisionMade")]
[JsonDerivedType(typeof(InstructionsContradicted), "instructionsContradicted")]
[JsonDerivedType(typeof(InstructionsCleared), "instructionsCleared")]
[JsonDerivedType(typeof(ScopeNarrowed), "scopeNarrowed")]
[JsonDerivedType(typeof(AttemptLost), "attemptLost")]
[JsonDerivedType(typeof(ApprovalRevoked), "approvalRevoked")]
[JsonDerivedType(typeof(RunCheckRequested), "runCheckRequested")]
[JsonDerivedType(typeof(RunCheckRecorded), "runCheckRecorded")]
[JsonDerivedType(typeof(NoGoHeld), "noGoHeld")]
[JsonDerivedType(typeof(NoGoLifted), "noGoLifted")]
[JsonDerivedType(typeof(LaneLeadChanged), "laneLeadChanged")]
[JsonDerivedType(typeof(SurveyRecorded), "surveyRecorded")]
[JsonDerivedType(typeof(RiskScored), "riskScored")]
[JsonDerivedType(typeof(ApprovalCounted), "approvalCounted")]
[JsonDerivedType(typeof(GateClaimed), "gateClaimed")]
[JsonDerivedType(typeof(GateReleased), "gateReleased")]
[JsonDerivedType(typeof(AuthorityDelegated), "authorityDelegated")]
[JsonDerivedType(typeof(DelegationEnded), "delegationEnded")]
[JsonDerivedType(typeof(GateDelayed), "gateDelayed")]
[JsonDerivedType(typeof(InformationRequested), "informationRequested")]
[JsonDerivedType(typeof(InformationGiven), "informationGiven")]
[JsonDerivedType(typeof(ActionEdited), "actionEdited")]
[JsonDerivedType(typeof(GateReminded), "gateReminded")]
[JsonDerivedType(typeof(GateEscalated), "gateEscalated")]
[JsonDerivedType(typeof(GatePassedByTimeout), "gatePassedByTimeout")]
[JsonDerivedType(typeof(GateWaived), "gateWaived")]
[JsonDerivedType(typeof(EscalationDecided), "escalationDecided")]
[JsonDerivedType(typeof(PolicyAdopted), "policyAdopted")]
[JsonDerivedType(typeof(AmendmentProposed), "amendmentProposed")]
[JsonDerivedType(typeof(AmendmentApproved), "amendmentApproved")]
[JsonDerivedType(typeof(AmendmentDropped), "amendmentDropped")]
[JsonDerivedType(typeof(AmendmentAdopted), "amendmentAdopted")]
[JsonDerivedType(typeof(LedgerBreached), "ledgerBreached")]
[JsonDerivedType(typeof(SeededGateMarked), "seededGateMarked")]
[JsonDerivedType(typeof(AnnexRead), "annexRead")]
[JsonDerivedType(typeof(AnnexErasureOrdered), "annexErasureOrdered")]
public abstract record RunFact
{
    public sealed record RunOpened(
        RunId Run,
        Charter Charter,
        Procedure Procedure,
        Digest CharterDigest,
        Digest ProcedureDigest,
        DateTimeOffset At,
        AllowedSigners? Signers = null,
        int? Edition = null,
        ValueList<ApprovalEntry>? Approvals = null,
        RiskPolicy? Policy = null,
        Digest? PolicyDigest = null,
        Rehearsal? Rehearsal = null) : RunFact;

    /// <summary>The run goes on where its predecessor's packet ends; the snapshot is the packet's.</summary>
    public sealed record RunContinued(
        RunId Run,
        RunId Predecessor,
        Digest PacketDigest,
        RunSnapshot Snapshot,
        DateTimeOffset At,
        int? Edition = null,
        bool? IsCopy = null) : RunFact;

    public sealed record OpeningRefused(RunId Run, Refusal Refusal) : RunFact;

    /// <summary>
    /// With the fingerprint of the key that proved who said it, where the charter asks for one, and with the number of
    /// entries that the issuer had not seen, none of which concerns it.
    /// </summary>
    public sealed record DirectiveAccepted(
        Directive Directive, Digest Digest, string? SignedWith = null, long? Behind = null) : RunFact;

    public sealed record DirectiveRefused(Directive Directive, Digest Digest, Refusal Refusal) : RunFact;

    /// <summary>A known directive id came again with other content; nothing was done with it.</summary>
    public sealed record DirectiveConflicted(Directive Directive, Digest FirstDigest, Digest Digest) : RunFact;

    public sealed record DirectiveMalformed(Digest RawDigest, string Excerpt, Refusal Refusal) : RunFact;

    public sealed record CharterConfirmed(PersonId By) : RunFact;

    public sealed record RunPaused(PauseNote Pause) : RunFact;

    public sealed record RunResumed(PersonId By) : RunFact;

    public sealed record RunStopped(PersonId By, string Reason) : RunFact;

    public sealed record RunCompleted(PersonId By) : RunFact;

    /// <summary>An attempt begins; it carries the resolved action and the key that the tool is given.</summary>
    public sealed record StepDirected(Attempt Attempt) : RunFact;

    public sealed record StepSkipped(StepId Step, SkipNote Note) : RunFact;

    public sealed record ReadingsRequested(AttemptId Attempt, int Phase, ReadingPurpose Purpose) : RunFact;

    public sealed record ReadingsRecorded(
        AttemptId Attempt,
        int Phase,
        ReadingPurpose Purpose,
        ValueList<Observation> Observations,
        Digest StateDigest) : RunFact;

    /// <summary>A result came for something that is no longer awaited.</summary>
    public sealed record ResultIgnored(AttemptId Attempt, string Sentence, Digest ResultDigest) : RunFact;

    public sealed record GateOpened(Gate Gate) : RunFact;

    public sealed record GateApproved(GateId Gate, AttemptId Attempt, GateApproval Approval) : RunFact;

    public sealed record GateDenied(GateId Gate, AttemptId Attempt, PersonId By, string Reason) : RunFact;

    public sealed record GateExpired(GateId Gate, AttemptId Attempt, LadderEnd? End = null) : RunFact;

    /// <summary>What was approved is no longer so; the approval is void.</summary>
    public sealed record GateSuperseded(GateId Gate, AttemptId Attempt, ValueList<string> Difference) : RunFact;

    /// <summary>
    /// The action is let go. The approval of the gate, where there is one, and the permits are used up by it.
    /// </summary>
    public sealed record ActionDispatched(AttemptId Attempt, DateTimeOffset At, GateId? Gate = null) : RunFact;

    public sealed record ActionReported(AttemptId Attempt, ActionReport Report) : RunFact;

    /// <summary>
    /// A doubt was settled: by a named human with evidence, or by a read that the procedure says is authoritative.
    /// </summary>
    public sealed record OutcomeSettled(
        AttemptId Attempt,
        ReconciledOutcome Outcome,
        string Evidence,
        PersonId? By = null,
        ReadId? Read = null) : RunFact;

    public sealed record DoubtRemained(AttemptId Attempt, string Sentence) : RunFact;

    public sealed record AttemptVerified(AttemptId Attempt, StepId Step, DateTimeOffset At) : RunFact;

    public sealed record AttemptFailed(AttemptId Attempt, StepId Step, string Sentence, DateTimeOffset At) : RunFact;

    /// <summary>Nothing was done and nothing will be under this attempt.</summary>
    public sealed record AttemptWithdrawn(AttemptId Attempt, StepId Step, string Sentence) : RunFact;

    /// <summary>The effect of the forward attempt was undone by the reversal.</summary>
    public sealed record StepReversed(StepId Step, AttemptId Forward, AttemptId Reversal) : RunFact;

    public sealed record BlockRaised(Block Block) : RunFact;

    public sealed record BlockCleared(
        BlockId Block,
        AttemptId Attempt,
        string Statement,
        BlockResolution? Resolution = null,
        PersonId? By = null) : RunFact;

    public sealed record ContradictionRaised(Contradiction Contradiction) : RunFact;

    public sealed record ContradictionCleared(
        ContradictionId Contradiction,
        AttemptId Attempt,
        PersonId By,
        AcceptedSource Accepted,
        string Statement) : RunFact;

    public sealed record TakeoverProposed(TakeoverState Takeover) : RunFact;

    public sealed record TakeoverApproved(TakeoverId Takeover, PersonId By, ValueList<ReadBackPoint> Points) : RunFact;

    /// <summary>The state changed while the packet was read back; changed points must be confirmed again.</summary>
    public sealed record PacketRenewed(TakeoverId Takeover, ValueList<ReadBackPoint> Points) : RunFact;

    public sealed record PointConfirmed(TakeoverId Takeover, string Point, PersonId By) : RunFact;

    public sealed record TakeoverCancelled(TakeoverId Takeover, PersonId By) : RunFact;

    public sealed record LeadChanged(PersonId From, PersonId To, int Epoch, DateTimeOffset At, TakeoverId Takeover)
        : RunFact;

    /// <summary>A decision point was decided; steps of the other options are skipped by the facts after it.</summary>
    public sealed record DecisionMade(DecisionRecord Decision) : RunFact;

    /// <summary>An approver took back what was not used yet.</summary>
    public sealed record ApprovalRevoked(GateId Gate, AttemptId Attempt, PersonId By, string Reason) : RunFact;

    /// <summary>
    /// The copy that the run continues ends before the attempt does: whether it was dispatched after is not known.
    /// </summary>
    public sealed record AttemptLost(AttemptId Attempt, StepId Step, string Sentence) : RunFact;

    /// <summary>Two people instructed what cannot both be meant; the run is held.</summary>
    public sealed record InstructionsContradicted(InstructionContradiction Contradiction) : RunFact;

    public sealed record InstructionsCleared(
        ContradictionId Contradiction, PersonId By, PersonId Meant, string Statement) : RunFact;

    /// <summary>Targets and steps that were taken out, the new ones only.</summary>
    public sealed record ScopeNarrowed(
        PersonId By, ValueList<TargetId> Targets, ValueList<StepId> Steps, string Reason, DateTimeOffset At) : RunFact;

    /// <summary>State is read for the run as a whole, in consequence of somebody's directive.</summary>
    public sealed record RunCheckRequested(int Phase, ReadingPurpose Purpose, PersonId By) : RunFact;

    public sealed record RunCheckRecorded(
        int Phase,
        ReadingPurpose Purpose,
        ValueList<Observation> Observations,
        Digest StateDigest,
        bool HasPassed) : RunFact;

    /// <summary>A no-go condition holds; no lane goes on.</summary>
    public sealed record NoGoHeld(NoGoHold Hold) : RunFact;

    public sealed record NoGoLifted(PersonId By) : RunFact;

    /// <summary>A lane has another lead; the rest of the run keeps its own.</summary>
    public sealed record LaneLeadChanged(PersonId From, PersonId To, LaneTenure Tenure, TakeoverId Takeover) : RunFact;
    /// <summary>What the audit store knows of other runs, asked in a phase of an attempt.</summary>
    public sealed record SurveyRecorded(AttemptId Attempt, int Phase, Survey Survey) : RunFact;

    /// <summary>What the risk policy says about the action as it is resolved now.</summary>
    public sealed record RiskScored(AttemptId Attempt, RiskScore Score) : RunFact;

    /// <summary>One of several voices that the gate asks for.</summary>
    public sealed record ApprovalCounted(GateId Gate, AttemptId Attempt, GateApproval Approval, string Missing)
        : RunFact;

    public sealed record GateClaimed(GateId Gate, AttemptId Attempt, Claim Claim) : RunFact;

    public sealed record GateReleased(GateId Gate, AttemptId Attempt, PersonId By) : RunFact;

    public sealed record AuthorityDelegated(Delegation Delegation) : RunFact;

    public sealed record DelegationEnded(string Delegation, PersonId By) : RunFact;

    /// <summary>The decision is put off; at that moment the state is read and asked about again.</summary>
    public sealed record GateDelayed(
        GateId Gate, AttemptId Attempt, PersonId By, DateTimeOffset Until, string Reason) : RunFact;

    public sealed record InformationRequested(GateId Gate, AttemptId Attempt, InformationRequest Request) : RunFact;

    public sealed record InformationGiven(
        GateId Gate, AttemptId Attempt, int Request, PersonId By, string Answer, DateTimeOffset At) : RunFact;

    /// <summary>The proposed action was changed at its gate; every gate of the attempt asks anew.</summary>
    public sealed record ActionEdited(GateId Gate, AttemptId Attempt, ActionEdit Edit, ToolCall Action) : RunFact;

    public sealed record GateReminded(GateId Gate, AttemptId Attempt, ValueList<PersonId> Told, DateTimeOffset At)
        : RunFact;

    /// <summary>Nobody decided in time; others are called, and may decide too.</summary>
    public sealed record GateEscalated(GateId Gate, AttemptId Attempt, ValueList<PersonId> Told, DateTimeOffset At)
        : RunFact;

    /// <summary>Nobody decided, and the ladder lets reversible steps of low risk through.</summary>
    public sealed record GatePassedByTimeout(GateId Gate, AttemptId Attempt, string Sentence) : RunFact;

    /// <summary>The charter asks no human here.</summary>
    public sealed record GateWaived(AttemptId Attempt, GatePlacement Placement, GateTier Tier, string Sentence)
        : RunFact;

    /// <summary>What a human decided where the run was stuck: an option, or something else in words.</summary>
    public sealed record EscalationDecided(
        GateId Gate, AttemptId Attempt, PersonId By, string Statement, string? Option = null) : RunFact;

    public sealed record PolicyAdopted(PersonId By, RiskPolicy Policy, Digest PolicyDigest, string Reason) : RunFact;

    public sealed record AmendmentProposed(Amendment Amendment) : RunFact;

    public sealed record AmendmentApproved(DirectiveId Amendment, AmendmentVoice Voice) : RunFact;

    /// <summary>Turned down, taken back, or without its proposer: the old version stays in force.</summary>
    public sealed record AmendmentDropped(DirectiveId Amendment, PersonId By, string Reason) : RunFact;

    /// <summary>The proposed charter and procedure are in force from here on.</summary>
    public sealed record AmendmentAdopted(DirectiveId Amendment, PersonId By, DateTimeOffset At) : RunFact;

    /// <summary>
    /// There is another ledger of this chain in the audit store; what stands there may have been done. The run is
    /// paused by it, where it is not paused already.
    /// </summary>
    public sealed record LedgerBreached(string Sentence, PauseNote Pause) : RunFact;

    /// <summary>In a rehearsal: a gate of which the right verdict is known was decided.</summary>
    public sealed record SeededGateMarked(SeededMark Mark) : RunFact;

    /// <summary>Somebody may now see a record of the annex, or all of the run's where none is named.</summary>
    public sealed record AnnexRead(PersonId By, string Reason, AnnexId? Record = null) : RunFact;

    /// <summary>A record of the annex is to be erased, with all of the same matter; the digests stay.</summary>
    public sealed record AnnexErasureOrdered(PersonId By, string Reason, AnnexId Record) : RunFact;
}
