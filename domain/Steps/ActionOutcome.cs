namespace DirectedExecution.Domain.Steps;

/// <summary>What is known of an action after its dispatch. Failed means: provably not done.</summary>
public enum ActionOutcome
{
    Executed,
    Failed,
    Unknown,
}
