namespace DirectedExecution.Domain.Gates;

/// <summary>How a gate ends that nobody decided.</summary>
public enum LadderEnd
{
    /// <summary>It expires: what was asked for is not done.</summary>
    FailClosed,

    /// <summary>It counts as denied.</summary>
    Deny,

    /// <summary>It lets the action through, recorded so: only reversible steps of low risk.</summary>
    Approve,
}
