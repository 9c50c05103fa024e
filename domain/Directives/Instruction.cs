using System.Text.Json.Serialization;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Domain.Directives;

/// <summary>The verbs of a directive, with their arguments. Stored shape: add, never rename.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "verb")]
[JsonDerivedType(typeof(ConfirmCharter), "confirmCharter")]
[JsonDerivedType(typeof(RunStep), "runStep")]
[JsonDerivedType(typeof(Verify), "verify")]
[JsonDerivedType(typeof(Skip), "skip")]
[JsonDerivedType(typeof(Reverse), "reverse")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(Deny), "deny")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Stop), "stop")]
[JsonDerivedType(typeof(Complete), "complete")]
[JsonDerivedType(typeof(Reconcile), "reconcile")]
[JsonDerivedType(typeof(ClearContradiction), "clearContradiction")]
[JsonDerivedType(typeof(ClearBlock), "clearBlock")]
[JsonDerivedType(typeof(OfferTakeover), "offerTakeover")]
[JsonDerivedType(typeof(RequestTakeover), "requestTakeover")]
[JsonDerivedType(typeof(ApproveTakeover), "approveTakeover")]
[JsonDerivedType(typeof(ReadBack), "readBack")]
[JsonDerivedType(typeof(AcceptTakeover), "acceptTakeover")]
[JsonDerivedType(typeof(CancelTakeover), "cancelTakeover")]
[JsonDerivedType(typeof(Decide), "decide")]
[JsonDerivedType(typeof(WithdrawAttempt), "withdrawAttempt")]
[JsonDerivedType(typeof(Redirect), "redirect")]
[JsonDerivedType(typeof(NarrowScope), "narrowScope")]
[JsonDerivedType(typeof(RevokeApproval), "revokeApproval")]
[JsonDerivedType(typeof(Claim), "claim")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Delegate), "delegate")]
[JsonDerivedType(typeof(EndDelegation), "endDelegation")]
[JsonDerivedType(typeof(Delay), "delay")]
[JsonDerivedType(typeof(EditAction), "editAction")]
[JsonDerivedType(typeof(AskInformation), "askInformation")]
[JsonDerivedType(typeof(AnswerInformation), "answerInformation")]
[JsonDerivedType(typeof(DecideEscalation), "decideEscalation")]
[JsonDerivedType(typeof(AdoptPolicy), "adoptPolicy")]
[JsonDerivedType(typeof(Amend), "amend")]
[JsonDerivedType(typeof(ApproveAmendment), "approveAmendment")]
[JsonDerivedType(typeof(RejectAmendment), "rejectAmendment")]
[JsonDerivedType(typeof(ReadAnnex), "readAnnex")]
[JsonDerivedType(typeof(EraseAnnex), "eraseAnnex")]
public abstract record Instruction
{
    /// <summary>
    /// The lead confirms scope, boundaries and steps before any live action (R17), by the digests of what was read.
    /// </summary>
    public sealed record ConfirmCharter(Digest Charter, Digest Procedure) : Instruction;

    /// <summary>Carry out one step. A completed step is done again only when <see cref="Repeat"/> says so.</summary>
    public sealed record RunStep(StepId Step, JsonData? Arguments = null, bool Repeat = false) : Instruction;

    /// <summary>Take the verification reads of a step's open attempt again; acts on nothing.</summary>
    public sealed record Verify(StepId Step) : Instruction;

    /// <summary>Leave a step out; the directive's reason says why.</summary>
    public sealed record Skip(StepId Step) : Instruction;

    /// <summary>Undo a step: an action of its own, with its own gate.</summary>
    public sealed record Reverse(StepId Step) : Instruction;

    /// <summary>
    /// Agree to the action behind a gate. <see cref="Packet"/>, when given, is the digest of the evidence that was
    /// seen. The approval may be limited: until a moment, or on conditions about what was read.
    /// </summary>
    public sealed record Approve(
        GateId Gate,
        string? Comment = null,
        Digest? Packet = null,
        int? Confidence = null,
        DateTimeOffset? Until = null,
        ValueList<ApprovalCondition>? Provided = null) : Instruction;

    /// <summary>Refuse the action behind a gate; the directive's reason says why.</summary>
    public sealed record Deny(GateId Gate) : Instruction;

    public sealed record Pause : Instruction;

    public sealed record Resume : Instruction;

    public sealed record Stop : Instruction;

    public sealed record Complete : Instruction;

    /// <summary>State, with evidence, whether a doubtful action was done.</summary>
    public sealed record Reconcile(AttemptId Attempt, ReconciledOutcome Outcome, string Evidence) : Instruction;

    /// <summary>Say which of the disagreeing sources is believed, and why.</summary>
    public sealed record ClearContradiction(ContradictionId Contradiction, string AcceptedSource, string Statement)
        : Instruction;

    /// <summary>Lift a block.</summary>
    public sealed record ClearBlock(BlockId Block, BlockResolution Resolution, string Statement) : Instruction;

    /// <summary>Offer the lead of the run, or of one lane.</summary>
    public sealed record OfferTakeover(PersonId To, LaneId? Lane = null) : Instruction;

    /// <summary>Ask for the lead of the run, or of one lane; the lead of the run asks so for a lane back.</summary>
    public sealed record RequestTakeover(LaneId? Lane = null) : Instruction;

    public sealed record ApproveTakeover(TakeoverId Takeover) : Instruction;

    /// <summary>Answer one point of the takeover packet.</summary>
    public sealed record ReadBack(TakeoverId Takeover, string Point, string Answer) : Instruction;

    public sealed record AcceptTakeover(TakeoverId Takeover) : Instruction;

    public sealed record CancelTakeover(TakeoverId Takeover) : Instruction;

    /// <summary>Choose an option at a decision point; the directive's reason says why.</summary>
    public sealed record Decide(DecisionPointId Point, string Option) : Instruction;

    /// <summary>
    /// Give up what was directed and not dispatched. Names the attempt, so that a late word cannot meet a newer one.
    /// </summary>
    public sealed record WithdrawAttempt(AttemptId Attempt) : Instruction;

    /// <summary>Give up one attempt that was not dispatched, and carry out another step instead.</summary>
    public sealed record Redirect(AttemptId Attempt, StepId To, JsonData? Arguments = null) : Instruction;

    /// <summary>Take one's own approval back while it is not used: the action behind the gate is given up.</summary>
    public sealed record RevokeApproval(GateId Gate) : Instruction;

    /// <summary>Take targets or steps out of the scope. There is no way back in.</summary>
    public sealed record NarrowScope(ValueList<TargetId> Targets, ValueList<StepId> Steps) : Instruction;

    /// <summary>Say that one looks at a gate, so that no other decides it meanwhile.</summary>
    public sealed record Claim(GateId Gate) : Instruction;

    /// <summary>Give a claimed gate back.</summary>
    public sealed record Release(GateId Gate) : Instruction;

    /// <summary>Let another person decide in one's place: at one gate, for one step, or in the whole run.</summary>
    public sealed record Delegate(PersonId To, DateTimeOffset Until, GateId? Gate = null, StepId? Step = null)
        : Instruction;

    public sealed record EndDelegation(string Delegation) : Instruction;

    /// <summary>Put the decision off, until a moment or for a time; the directive's reason says why.</summary>
    public sealed record Delay(GateId Gate, DateTimeOffset? Until = null, TimeSpan? For = null) : Instruction;

    /// <summary>
    /// Change the proposed action: other arguments, or another step. It is checked and asked about as if it were new.
    /// </summary>
    public sealed record EditAction(GateId Gate, JsonData? Arguments = null, StepId? Step = null) : Instruction;

    /// <summary>
    /// Ask for more before deciding: a read of the procedure ("read", or "step/read"), or a person.
    /// </summary>
    public sealed record AskInformation(GateId Gate, string Question, string? Read = null, PersonId? From = null)
        : Instruction;

    public sealed record AnswerInformation(GateId Gate, int Request, string Answer) : Instruction;

    /// <summary>Decide what is done where the run is stuck: one of the options, or something else in words.</summary>
    public sealed record DecideEscalation(GateId Gate, string? Option = null, string? Statement = null) : Instruction;

    /// <summary>Put another risk policy in force; whatever waits is judged anew by it.</summary>
    public sealed record AdoptPolicy(RiskPolicy Policy) : Instruction;

    /// <summary>
    /// Propose another version of the charter, of the procedure, or of both for this run. With a procedure alone the
    /// charter goes on as it is. Once others agreed, the lead puts it in force by <see cref="ConfirmCharter"/>.
    /// </summary>
    public sealed record Amend(Charter? Charter = null, Procedure? Procedure = null) : Instruction;

    /// <summary>Agree to the amendment that is proposed, by the digests of what was read.</summary>
    public sealed record ApproveAmendment(Digest Charter, Digest Procedure) : Instruction;

    /// <summary>Turn the proposed amendment down, or take it back; the directive's reason says why.</summary>
    public sealed record RejectAmendment(Digest Charter, Digest Procedure) : Instruction;

    /// <summary>
    /// Have a record of the annex shown, or all of this run where none is named; the directive's reason says why.
    /// </summary>
    public sealed record ReadAnnex(AnnexId? Record = null) : Instruction;

    /// <summary>
    /// Have a record of the annex erased, with all others of the same matter; the directive's reason says why.
    /// </summary>
    public sealed record EraseAnnex(AnnexId Record) : Instruction;
}
