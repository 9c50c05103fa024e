using System.Text.Json.Serialization;
using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// A run as the fold of its ledger. Changed by <see cref="RunFolder"/> only; judged by
/// <see cref="DirectedRunDecider"/>. Stored shape.
/// </summary>
public sealed record RunState(
    RunId Run,
    RunId Chain,
    Charter Charter,
    Procedure Procedure,
    Digest CharterDigest,
    Digest ProcedureDigest,
    DateTimeOffset OpenedAt,
    RunStatus Status,
    PersonId Lead,
    int LeadEpoch,
    ValueList<LeadTenure> LeadHistory,
    ValueList<StepState> Steps,
    ValueList<Gate> Gates,
    ValueList<Contradiction> Contradictions,
    ValueList<Block> Blocks,
    ValueList<BoundaryPermit> Permits,
    ValueList<VerifiedFact> VerifiedState,
    DirectiveMemory Directives,
    RunCounters Counters,
    LedgerHead Head,
    RunId? Predecessor = null,
    PauseNote? Pause = null,
    TakeoverState? Takeover = null,
    ValueList<DecisionRecord>? Decisions = null,
    int? Edition = null,
    Digest? Opening = null,
    AllowedSigners? Signers = null,
    Trail? Trail = null,
    ValueList<InstructionContradiction>? InstructionContradictions = null,
    Narrowing? Narrowing = null,
    RunCheck? Check = null,
    NoGoHold? NoGo = null,
    ValueList<ApprovalEntry>? Approvals = null,
    ValueList<LaneTenure>? LaneLeads = null,
    RiskPolicy? Policy = null,
    Digest? PolicyDigest = null,
    ValueList<Delegation>? Delegations = null,
    Amendment? Amendment = null,
    ValueList<AmendmentRecord>? Amendments = null,
    Rehearsal? Rehearsal = null,
    ValueList<SeededMark>? Marks = null)
{
    /// <summary>Before the first input.</summary>
    public static RunState NotOpened { get; } = RunStates.NotOpened();

    /// <summary>What the outside world owes the run now. The workflow does exactly this and nothing else.</summary>
    [JsonIgnore]
    public ValueList<Work> Work => PendingWork.Of(this);

    /// <summary>The next moment at which <see cref="RunInput.DeadlinePassed"/> is due.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextDeadline => PendingWork.NextDeadline(this);

    /// <summary>Why no step can be directed now, or null when one can: in any lane.</summary>
    [JsonIgnore]
    public BlockedReason? Blocked => BlockedReason.Of(this);

    /// <summary>
    /// The gravest thing that holds any part of the run; without lanes the same as <see cref="Blocked"/>.
    /// </summary>
    [JsonIgnore]
    public BlockedReason? Hold => BlockedReason.ForLane(this, lane: null);

    [JsonIgnore]
    public RunStage Stage => RunStages.Current(this);

    /// <summary>Stopped or completed, with nothing more to hear from the outside: the workflow may end.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is RunStatus.Stopped or RunStatus.Completed && Work.IsEmpty;

    /// <summary>An action was dispatched and has not reported: not the moment for continue-as-new.</summary>
    [JsonIgnore]
    public bool HasActionInFlight => Attempts().Any(attempt => attempt.Stage == AttemptStage.Dispatching);

    /// <summary>The same, an empty list when there is none.</summary>
    [JsonIgnore]
    public ValueList<InstructionContradiction> OpenInstructionContradictions => InstructionContradictions ?? [];

    /// <summary>No real system is touched: every call is answered from the script.</summary>
    [JsonIgnore]
    public bool IsRehearsal => RehearsedAnswers.IsRehearsal(this);

    public StepState? FindStep(StepId id) => Steps.FirstOrDefault(step => step.Id == id);

    public IEnumerable<Attempt> Attempts() =>
        Steps.SelectMany(step => new[] { step.Forward, step.Reversal }).OfType<Attempt>();

    public Attempt? FindAttempt(AttemptId id) => Attempts().FirstOrDefault(attempt => attempt.Id == id);

    public DecisionRecord? FindDecision(DecisionPointId id) => Decisions?.FirstOrDefault(made => made.Point == id);

    /// <summary>
    /// The epoch of the lane that an instruction is about, for its directive; null where no lane changed hands.
    /// </summary>
    public int? LaneEpochOf(Instruction instruction) => LaneLeads is null ? null : LaneRules.EpochOf(this, instruction);

    public Gate? FindGate(GateId id) => Gates.FirstOrDefault(gate => gate.Id == id);
}
