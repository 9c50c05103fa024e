using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Risk;

/// <summary>An action of another run on a target of this one. Stored shape.</summary>
public sealed record ForeignAction(RunId Run, StepId Step, TargetId Target, DateTimeOffset At);
