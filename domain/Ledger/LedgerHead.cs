using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// The last entry of a ledger: its number and digest. An empty ledger is at 0 with the digest of nothing.
/// </summary>
public sealed record LedgerHead(long Sequence, Digest Digest)
{
    public static LedgerHead Empty { get; } = new(0, Digest.OfText(string.Empty));
}
