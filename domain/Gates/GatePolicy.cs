using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>Who must agree before an action, and until when; an expired gate is closed, never open.</summary>
public sealed record GatePolicy(GateTier Tier, ValueList<PersonId> Approvers, TimeSpan? ExpiresAfter = null);
