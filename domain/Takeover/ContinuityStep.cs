using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A step before a succession and after it, and how often the successor directed it.</summary>
public sealed record ContinuityStep(StepId Step, StepStatus Before, StepStatus? After, int Directed);
