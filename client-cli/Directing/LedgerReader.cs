using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Directing;

/// <summary>Reads a run's ledger page by page.</summary>
internal static class LedgerReader
{
    private const int AuditPage = 1_000;

    /// <summary>
    /// All entries that the run holds, from a sequence number on, up to the head as it was when reading began. What a
    /// long run has put down, and what its predecessors wrote, comes from the audit store, where one is given.
    /// </summary>
    public static async Task<IReadOnlyList<LedgerEntry>> AllAsync(
        IRunGateway gateway, RunId run, long from, CancellationToken cancellationToken, IAuditStore? audit = null)
    {
        var entries = new List<LedgerEntry>();
        long? last = null;
        while (true)
        {
            var page = await gateway.LedgerAsync(run, new LedgerPageRequest(from), cancellationToken);
            last ??= page.Head.Sequence;
            if (entries.Count == 0 && audit is not null && page.FirstHeld > from)
            {
                var chain = (await gateway.StatusAsync(run, cancellationToken)).Chain;
                entries.AddRange(FromAudit(audit, chain, from, page.FirstHeld));
            }

            entries.AddRange(page.Entries.Where(entry => entry.Sequence <= last));
            if (page.Entries.IsEmpty || page.Entries[^1].Sequence >= last)
            {
                return entries;
            }

            from = page.Entries[^1].Sequence + 1;
        }
    }

    /// <summary>All that an audit store holds of a chain, without asking any run.</summary>
    public static ValueList<LedgerEntry> OfAudit(IAuditStore store, RunId chain) =>
        FromAudit(store, chain, from: 1, until: long.MaxValue).ToValueList();

    private static IEnumerable<LedgerEntry> FromAudit(IAuditStore store, RunId chain, long from, long until)
    {
        while (from < until)
        {
            var page = store.Read(chain, from, AuditPage);
            foreach (var entry in page.Where(entry => entry.Sequence < until))
            {
                yield return entry;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            from = page[^1].Sequence + 1;
        }
    }
}
