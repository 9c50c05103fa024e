using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Why the next step cannot be directed now: code, sentence, who can change it, and the id of what is in the way.
/// </summary>
public sealed record BlockedReason(
    RefusalCode Code, string Sentence, ValueList<PersonId> Owners, string? Subject = null)
{
    /// <summary>The gravest reason, or null when a step can be directed, in whichever lane.</summary>
    public static BlockedReason? Of(RunState state)
    {
        var whole = ForLane(state, lane: null);
        if (whole is null || !LaneRules.IsLaned(state))
        {
            return whole;
        }

        return state.Procedure.Lanes!.Any(lane =>
            ForLane(state, lane.Id) is null && LaneStatuses.Open(state, lane.Id).Any())
            ? null
            : whole;
    }

    /// <summary>The gravest reason that concerns a lane; without a lane, the gravest of all.</summary>
    public static BlockedReason? ForLane(RunState state, LaneId? lane) =>
        ByStatus(state)
            ?? ByContradiction(state, lane)
            ?? ByInstructions(state)
            ?? ByUnknown(state, lane)
            ?? ByBlock(state, lane)
            ?? ByNoGo(state)
            ?? ByPause(state)
            ?? ByTakeover(state, lane)
        ?? ByAttempt(state, lane);

    public static BlockedReason? ForStep(RunState state, StepId step) => ForLane(state, LaneRules.Of(state, step));

    private static BlockedReason? ByStatus(RunState state) => state.Status switch
    {
        RunStatus.NotOpened => new(RefusalCode.RunNotOpen, "The run is not open.", []),
        RunStatus.AwaitingConfirmation => ByPrerequisites(state) ?? new(
            RefusalCode.CharterNotConfirmed,
            $"{state.Lead} has not confirmed the charter: scope, boundaries and steps.",
            [state.Lead]),
        RunStatus.Stopped => new(RefusalCode.RunEnded, "The run was stopped.", []),
        RunStatus.Completed => new(RefusalCode.RunEnded, "The run is completed.", []),
        _ => null,
    };

    private static BlockedReason? ByContradiction(RunState state, LaneId? lane) =>
        state.Contradictions.FirstOrDefault(one => LaneRules.Concerns(state, one.Step, lane)) is { } contradiction
            ? new(
                RefusalCode.Contradicted,
                $"Sources disagree about {contradiction.Fact} at step {contradiction.Step}: "
                + string.Join("; ", contradiction.Sides.Select(side => $"{side.Source}: {side.Explanation}")) + ".",
                Authority.ForContradiction(state, contradiction),
                contradiction.Id.Value)
            : null;

    private static BlockedReason? ByInstructions(RunState state) =>
        state.OpenInstructionContradictions is [var open, ..]
            ? new(
                RefusalCode.InstructionsContradict,
                $"{open.Sentence()}; both cannot be meant.",
                Authority.ForInstructions(state, open),
                open.Id.Value)
            : null;

    private static BlockedReason? ByUnknown(RunState state, LaneId? lane) =>
        state.Attempts()
            .Where(attempt => LaneRules.Concerns(state, attempt.Step, lane))
            .FirstOrDefault(attempt => attempt.Stage is AttemptStage.Unknown or AttemptStage.InDoubt) is { } attempt
            ? new(
                RefusalCode.OutcomeUnknown,
                $"It is not known whether {attempt.Id} was done; a human settles it with evidence.",
                Authority.ForReconcile(state, attempt),
                attempt.Id.Value)
            : null;

    private static BlockedReason? ByBlock(RunState state, LaneId? lane) =>
        state.Blocks.FirstOrDefault(one =>
            BlockRules.IsRunWide(one.Kind) || LaneRules.Concerns(state, one.Step, lane)) is { } block
            ? new(RefusalCode.RunBlocked, block.Sentence, BlockRules.MayClear(state, block), block.Id.Value)
            : null;

    private static BlockedReason? ByPrerequisites(RunState state) => state.Check switch
    {
        { Purpose: ReadingPurpose.Prerequisites, IsAwaited: true } => new(
            RefusalCode.PrerequisitesPending, "The prerequisites are being read.", []),
        { Purpose: ReadingPurpose.Prerequisites, HasPassed: false, Observations: { IsEmpty: false } seen } => new(
            RefusalCode.PrerequisiteNotMet,
            $"Prerequisites are not met: {RunChecks.Sentence(state, seen)}. Confirm again when they are.",
            [state.Lead]),
        _ => null,
    };

    private static BlockedReason? ByNoGo(RunState state) =>
        state.NoGo is { } hold
            ? new(RefusalCode.NoGoHolds, $"{hold.Sentence} Resume when it is gone.", [state.Lead])
            : null;

    private static BlockedReason? ByPause(RunState state) =>
        state.Pause is { } pause
            ? new(
                RefusalCode.RunPaused,
                $"{pause.By} paused the run{(pause.Reason is { } why ? $": {why}" : string.Empty)}.", [state.Lead])
            : null;

    private static BlockedReason? ByTakeover(RunState state, LaneId? lane) =>
        Holds.IsReadingBack(state, lane)
            ? new(
                RefusalCode.TakeoverInProgress,
                $"{state.Takeover!.To} is taking over from {state.Takeover.From} and reads the packet back.",
                [state.Takeover.To],
                state.Takeover.Id.Value)
            : null;

    private static BlockedReason? ByAttempt(RunState state, LaneId? lane) =>
        state.Attempts()
            .Where(attempt => LaneRules.Concerns(state, attempt.Step, lane) || HoldsAll(state, attempt))
            .FirstOrDefault(attempt => AttemptStages.IsOpen(attempt.Stage)) is { } attempt
            ? attempt.Stage is AttemptStage.AwaitingGate or AttemptStage.AwaitingReview
                ? new(
                    RefusalCode.StepInProgress,
                    $"{attempt.Id} waits at a gate.",
                    Deciders(state, attempt),
                    attempt.Id.Value)
                : new(RefusalCode.StepInProgress, $"{attempt.Id} is under way ({attempt.Stage}).", [], attempt.Id.Value)
            : null;

    private static bool HoldsAll(RunState state, Attempt attempt) =>
        state.Gates.Any(gate => gate.Attempt == attempt.Id && !gate.IsPassed && gate.HoldsRun);

    private static ValueList<PersonId> Deciders(RunState state, Attempt attempt) =>
        state.Gates.FirstOrDefault(gate =>
            gate.Attempt == attempt.Id && !gate.IsPassed && gate.Place != GatePlacement.Escalation) is { } gate
            ? GateAuthority.Deciders(state, gate)
            : [];
}
