using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>One person looks at a gate, so that no other decides it meanwhile; it lapses by itself.</summary>
public sealed record Claim(PersonId By, DateTimeOffset Until);
