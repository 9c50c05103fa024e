using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Workflows.Execution;

/// <summary>The entries that this workflow run holds, and how far the audit store has them.</summary>
internal sealed class LedgerBook
{
    /// <summary>Characters of one page or batch at most; Temporal takes about two million bytes.</summary>
    private const int LargestPart = 600_000;

    private const int MostEntriesOfABatch = 100;

    private readonly List<LedgerEntry> entries = [];

    /// <summary>The entry before the first one held.</summary>
    private long before;

    public LedgerEntry? Last => entries.Count == 0 ? null : entries[^1];

    /// <summary>The last sequence number that the audit store is known to have.</summary>
    public long Projected { get; private set; }

    public long LastSequence => before + entries.Count;

    public ValueList<LedgerEntry> Pending => [.. From(Projected + 1)];

    public int PendingCount => (int)(LastSequence - Projected);

    /// <summary>What the audit store does not have is little enough to be handed to the next run.</summary>
    public bool IsPendingPortable => Part(Projected + 1, int.MaxValue).Count() == PendingCount;

    public void Restore(LedgerHead head, ValueList<LedgerEntry> pending)
    {
        before = head.Sequence - pending.Count;
        Projected = before;
        entries.AddRange(pending);
    }

    public void Add(ValueList<LedgerEntry> more)
    {
        if (entries.Count == 0 && more.Count > 0)
        {
            // A run that continues a packet goes on counting where its predecessor stopped.
            before = more[0].Sequence - 1;
            Projected = before;
        }

        entries.AddRange(more);
    }

    public void MarkProjected(long sequence) => Projected = Math.Max(Projected, sequence);

    public ValueList<LedgerEntry> NextBatch() => [.. Part(Projected + 1, MostEntriesOfABatch)];

    public LedgerPage Page(LedgerPageRequest request, LedgerHead head)
    {
        var limit = Math.Clamp(request.Limit, 1, LedgerPageRequest.MostEntries);
        var part = Part(request.From, limit).ToList();
        return new LedgerPage(
            [.. part], head, before + 1, HasMore: part.Count > 0 && part[^1].Sequence < LastSequence);
    }

    private IEnumerable<LedgerEntry> Part(long from, int limit)
    {
        var size = 0;
        foreach (var entry in From(from).Take(limit))
        {
            // The first one always goes, however large: a page must get on.
            yield return entry;
            size += DomainJson.Serialize(entry).Length;
            if (size > LargestPart)
            {
                yield break;
            }
        }
    }

    private IEnumerable<LedgerEntry> From(long sequence) => entries.Skip((int)Math.Max(0, sequence - before - 1));
}
