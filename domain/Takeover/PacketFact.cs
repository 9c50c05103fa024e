using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A fact of the target systems with its age at the making of the packet.</summary>
public sealed record PacketFact(VerifiedFact Fact, TimeSpan Age);
