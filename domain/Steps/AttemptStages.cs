namespace DirectedExecution.Domain.Steps;

/// <summary>Sets of attempt stages with a meaning.</summary>
public static class AttemptStages
{
    /// <summary>Something is still to come of the attempt; no other step may be directed.</summary>
    public static bool IsOpen(AttemptStage stage) => !IsClosed(stage);

    public static bool IsClosed(AttemptStage stage) =>
        stage is AttemptStage.Verified or AttemptStage.Failed or AttemptStage.Accepted
        or AttemptStage.Withdrawn or AttemptStage.Reversed;

    /// <summary>The action may have touched the world.</summary>
    public static bool WasDispatched(AttemptStage stage) => stage is AttemptStage.Dispatching or AttemptStage.Executed
        or AttemptStage.FailureReported or AttemptStage.InDoubt or AttemptStage.Verifying or AttemptStage.Unknown
        or AttemptStage.Verified or AttemptStage.Failed or AttemptStage.Mismatched or AttemptStage.Accepted
        or AttemptStage.Reversed or AttemptStage.AwaitingReview;
}
