using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Ledger;

/// <summary>The hash chain: each entry's digest covers its content and the digest of the entry before.</summary>
public static class LedgerChain
{
    public static ValueList<LedgerEntry> Append(
        LedgerHead head,
        RunId run,
        string actor,
        DateTimeOffset at,
        ValueList<RunFact> facts)
    {
        var entries = new List<LedgerEntry>(facts.Count);
        foreach (var fact in facts)
        {
            var unsealed = new LedgerEntry(
                head.Sequence + 1, at, run, actor, RunStages.Of(fact), fact, head.Digest, default);
            var entry = unsealed with { Digest = DigestOf(unsealed) };
            entries.Add(entry);
            head = HeadOf(entry);
        }

        return entries.ToValueList();
    }

    public static LedgerHead HeadOf(LedgerEntry entry) => new(entry.Sequence, entry.Digest);

    /// <summary>
    /// Verifies entries in their order. They begin after <paramref name="from"/>; when that is not given, at the
    /// beginning of the ledger or at the packet that their first entry continues.
    /// </summary>
    public static LedgerVerdict Verify(IEnumerable<LedgerEntry> entries, LedgerHead? from = null)
    {
        var head = from;
        var count = 0L;
        foreach (var entry in entries)
        {
            head ??= (entry.Fact as RunFact.RunContinued)?.Snapshot.State.Head ?? LedgerHead.Empty;
            if (Damage(entry, head) is { } damage)
            {
                return new LedgerVerdict(count, head, new LedgerDamage(entry.Sequence, damage));
            }

            head = HeadOf(entry);
            count++;
        }

        return new LedgerVerdict(count, head ?? LedgerHead.Empty);
    }

    private static string? Damage(LedgerEntry entry, LedgerHead head)
    {
        if (entry.Sequence != head.Sequence + 1)
        {
            return $"Entry {entry.Sequence} follows entry {head.Sequence}: entries are missing, doubled or in another "
                + $"order.";
        }

        if (entry.PreviousDigest != head.Digest)
        {
            return $"Entry {entry.Sequence} is not chained to entry {head.Sequence}: one of the two was changed or "
                + $"replaced.";
        }

        if (DigestOf(entry) != entry.Digest)
        {
            return $"The content of entry {entry.Sequence} was changed: its digest is another.";
        }

        return entry.Fact is RunFact.RunContinued continued && continued.Snapshot.State.Head != head
            ? $"Entry {entry.Sequence} continues a packet that was made at entry "
                + $"{continued.Snapshot.State.Head.Sequence}: the ledger forks."
            : null;
    }

    private static Digest DigestOf(LedgerEntry entry) => Digest.Of(new Body(
        entry.Sequence, entry.At, entry.Run, entry.Actor, entry.Stage, entry.Fact, entry.PreviousDigest));

    private sealed record Body(
        long Sequence,
        DateTimeOffset At,
        RunId Run,
        string Actor,
        RunStage Stage,
        RunFact Fact,
        Digest PreviousDigest);
}
