namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Where a gate stands. Three ask for an approval: the run knows what is to be done and asks permission. An escalation
/// asks for a decision: the run is stuck, and a human says what shall be done.
/// </summary>
public enum GatePlacement
{
    /// <summary>Before the action; what a gate is that does not say otherwise.</summary>
    PreAction,

    /// <summary>After the action: its verified effect is reviewed before the step counts as completed.</summary>
    PostAction,

    /// <summary>Before a step begins: all that was verified so far is reviewed.</summary>
    Checkpoint,

    /// <summary>At a hold: block, contradiction or unknown outcome.</summary>
    Escalation,
}
