using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Activities.Audit;

/// <summary>The ledger of a run and its copy do not fit together: one of them was changed.</summary>
public sealed class AuditConflictException(string message) : Exception(message)
{
    internal static void ThrowUnlessSame(RunId chain, LedgerEntry entry, string known)
    {
        if (known != entry.Digest.Value)
        {
            throw new AuditConflictException(
                $"The audit store has another entry {entry.Sequence} of the ledger {chain} than the run.");
        }
    }

    internal static void ThrowUnlessFollows(RunId chain, LedgerEntry entry, long last, Digest digest)
    {
        // A chain that began elsewhere (a successor on another cluster) begins here with its first entry.
        if (entry.Sequence != last + 1 && last > 0)
        {
            throw new AuditGapException(
                $"Entries {last + 1} to {entry.Sequence - 1} of the ledger {chain} are not here yet.");
        }

        if (entry.PreviousDigest != digest && last > 0)
        {
            throw new AuditConflictException(
                $"Entry {entry.Sequence} of the ledger {chain} does not follow entry {last}.");
        }
    }

    internal static void ThrowUnlessBetween(RunId chain, LedgerEntry entry, string? before, LedgerEntry? next)
    {
        if ((before is not null && before != entry.PreviousDigest.Value) ||
            (next is not null && next.PreviousDigest != entry.Digest))
        {
            throw new AuditConflictException(
                $"Entry {entry.Sequence} of the ledger {chain} does not fit to its neighbours.");
        }
    }
}
