using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Views;

/// <summary>
/// What a run looks like from outside, at one ledger head. Mode is said of rehearsals only: what does not say so acts
/// on the real systems. Part of the query contract: add, never rename.
/// </summary>
public sealed record RunStatusView(
    RunId Run,
    RunId Chain,
    RunStatus Status,
    RunStage Stage,
    bool HasEnded,
    string Objective,
    string CharterId,
    string ProcedureId,
    string ProcedureVersion,
    Digest CharterDigest,
    Digest ProcedureDigest,
    PersonId Lead,
    int LeadEpoch,
    string WaitsFor,
    ValueList<StepView> Steps,
    ValueList<Gate> Gates,
    ValueList<Block> Blocks,
    ValueList<Contradiction> Contradictions,
    ValueList<VerifiedFact> VerifiedState,
    LedgerHead LedgerHead,
    StepId? CurrentStep = null,
    BlockedReason? Blocked = null,
    PauseNote? Pause = null,
    TakeoverState? Takeover = null,
    RunId? Predecessor = null,
    DateTimeOffset? NextDeadline = null,
    ValueList<LaneView>? Lanes = null,
    ValueList<DecisionView>? Decisions = null,
    IdentityMode? Identity = null,
    ValueList<InstructionContradiction>? InstructionContradictions = null,
    Narrowing? Narrowing = null,
    AmendmentView? Amendment = null,
    RunMode? Mode = null,
    ValueList<SeededMark>? Marks = null)
{
    /// <summary>With the time, reversals that lapsed are shown as such.</summary>
    public static RunStatusView Of(RunState state, DateTimeOffset? now = null) => new(
        state.Run,
        state.Chain,
        state.Status,
        state.Stage,
        state.HasEnded,
        state.Charter.Objective,
        state.Charter.Id,
        state.Procedure.Id,
        state.Procedure.Version,
        state.CharterDigest,
        state.ProcedureDigest,
        state.Lead,
        state.LeadEpoch,
        WaitingSentence.Of(state),
        state.Steps.Select(step => StepView.Of(state, step, now)).ToValueList(),
        state.Gates,
        state.Blocks,
        state.Contradictions,
        state.VerifiedState,
        state.Head,
        Current(state)?.Step,
        state.Blocked,
        state.Pause,
        state.Takeover,
        state.Predecessor,
        state.NextDeadline,
        LaneView.Of(state),
        DecisionView.Of(state),
        state.Charter.Identity,
        state.InstructionContradictions,
        state.Narrowing,
        AmendmentView.Of(state),
        state.IsRehearsal ? RunMode.Rehearsal : null,
        state.Marks);

    private static Attempt? Current(RunState state) =>
        state.Attempts().FirstOrDefault(attempt => AttemptStages.IsOpen(attempt.Stage));
}
