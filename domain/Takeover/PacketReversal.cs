using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A done step that can still be undone, and until when.</summary>
public sealed record PacketReversal(StepId Step, string Plan, DateTimeOffset? Until = null);
