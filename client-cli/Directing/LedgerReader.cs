using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Directing;

/// <summary>Reads a run's ledger page by page.</summary>
internal static class LedgerReader
{
    /// <summary>
    /// All entries that the run holds, from a sequence number on, up to the head as it was when reading began.
    /// </summary>
    public static async Task<IReadOnlyList<LedgerEntry>> AllAsync(
        IRunGateway gateway, RunId run, long from, CancellationToken cancellationToken)
    {
        var entries = new List<LedgerEntry>();
        long? last = null;
        while (true)
        {
            var page = await gateway.LedgerAsync(run, new LedgerPageRequest(from), cancellationToken);
            last ??= page.Head.Sequence;
            entries.AddRange(page.Entries.Where(entry => entry.Sequence <= last));
            if (page.Entries.IsEmpty || page.Entries[^1].Sequence >= last)
            {
                return entries;
            }

            from = page.Entries[^1].Sequence + 1;
        }
    }
}
