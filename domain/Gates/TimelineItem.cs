using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>Where a step stands, for the reader of a packet.</summary>
public sealed record TimelineItem(StepId Step, string Title, StepStatus Status);
