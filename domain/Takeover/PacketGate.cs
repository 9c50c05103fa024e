using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A gate that waits for a decision.</summary>
public sealed record PacketGate(
    GateId Id, StepId Step, ValueList<PersonId> Approvers, DateTimeOffset? ExpiresAt = null);
