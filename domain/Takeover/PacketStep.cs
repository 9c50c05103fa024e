using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A step as the packet states it.</summary>
public sealed record PacketStep(
    StepId Id, string Title, StepStatus Status, int Attempts, AttemptId? LastAttempt = null, string? Note = null);
