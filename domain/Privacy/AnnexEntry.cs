using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Privacy;

/// <summary>
/// What a ledger holds of sensitive evidence: where it is, how long it is, and a digest of it under a key that only the
/// annex has, so that nobody finds a short value by trying. Stored shape.
/// </summary>
/// <param name="Id">The record in the annex.</param>
/// <param name="Digest">HMAC-SHA-256 of its canonical JSON.</param>
/// <param name="Size">Bytes of its canonical JSON.</param>
public sealed record AnnexEntry(AnnexId Id, Digest Digest, long Size);
