using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>What the tool says of an action, and after which time.</summary>
public sealed record RehearsedAction(
    ActionOutcome Outcome, string? Says = null, int? ExitCode = null, TimeSpan? Delay = null);
