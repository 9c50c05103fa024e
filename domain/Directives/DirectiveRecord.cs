using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// A directive that was judged: its digest and, when it was refused, why; when it was accepted on an older head, how
/// many entries had come since.
/// </summary>
public sealed record DirectiveRecord(
    DirectiveId Id, Digest Digest, DateTimeOffset IssuedAt, Refusal? Refusal = null, long? Behind = null);
