using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// Where a step stands, from its attempts: an open or failed reversal speaks before the forward attempt.
/// </summary>
public static class StepStatuses
{
    public static StepStatus Of(StepState step) => step switch
    {
        { Skipped: not null } => StepStatus.Skipped,
        { Reversal: { Stage: not (
            AttemptStage.Withdrawn or AttemptStage.Failed or AttemptStage.Verified) } reversal } => Of(reversal.Stage),
        { Forward: { } forward } => Of(forward.Stage),
        _ => StepStatus.Pending,
    };

    /// <summary>Completed, reversed or skipped: nothing is owed.</summary>
    public static bool IsClosed(StepStatus status) =>
        status is StepStatus.Completed or StepStatus.Reversed or StepStatus.Skipped;

    public static StepStatus Of(RunState state, Primitives.StepId step) =>
        Of(state.FindStep(step) ?? throw new InvalidOperationException($"There is no step {step}."));

    internal static StepStatus Of(AttemptStage stage) => stage switch
    {
        AttemptStage.AwaitingGate or AttemptStage.AwaitingReview => StepStatus.AwaitingGate,
        AttemptStage.Blocked or AttemptStage.Mismatched => StepStatus.Blocked,
        AttemptStage.Unknown or AttemptStage.InDoubt => StepStatus.Unknown,
        AttemptStage.Contradicted => StepStatus.Contradicted,
        AttemptStage.Verified or AttemptStage.Accepted => StepStatus.Completed,
        AttemptStage.Failed => StepStatus.Failed,
        AttemptStage.Reversed => StepStatus.Reversed,
        AttemptStage.Withdrawn => StepStatus.Pending,
        _ => StepStatus.InProgress,
    };
}
