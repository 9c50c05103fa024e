namespace DirectedExecution.Domain.Verification;

/// <summary>What of a reading counts as the observed state that a decision is bound to.</summary>
public enum ReadBinding
{
    /// <summary>The value itself: any change of it is a change of state.</summary>
    Value,

    /// <summary>Whether the expectation is met: for values that move all the time.</summary>
    Outcome,
}
