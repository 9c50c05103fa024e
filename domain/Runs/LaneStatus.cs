namespace DirectedExecution.Domain.Runs;

/// <summary>Where a lane stands as a whole.</summary>
public enum LaneStatus
{
    /// <summary>The next step can be directed, as far as the lane is concerned.</summary>
    Ready,

    /// <summary>A step is under way or waits at its gate.</summary>
    Busy,

    /// <summary>Something must be cleared by a human before the lane goes on.</summary>
    Held,

    /// <summary>All steps that are left wait for a decision.</summary>
    AwaitingDecision,

    /// <summary>Every step is completed, reversed or skipped.</summary>
    Finished,
}
