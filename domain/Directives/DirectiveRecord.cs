using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>A directive that was judged: its digest and, when it was refused, why.</summary>
public sealed record DirectiveRecord(DirectiveId Id, Digest Digest, DateTimeOffset IssuedAt, Refusal? Refusal = null);
