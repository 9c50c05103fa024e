using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Activities.Audit;

/// <summary>Where ledgers, begun opaque actions and tool calls are kept. Rows are added and never changed.</summary>
public interface IAuditStore
{
    /// <summary>
    /// Adds consecutive entries. Entries that are there already must be the same, and the first new one must follow the
    /// last one there; otherwise nothing is added. Entries from before the first one there (a successor was quicker
    /// than its predecessor) must fit to their neighbours.
    /// </summary>
    /// <returns>The last sequence number of the batch: from here on it is kept.</returns>
    /// <exception cref="AuditConflictException">The ledger does not fit the one in the store.</exception>
    /// <exception cref="AuditGapException">Entries between are still to come.</exception>
    long Append(LedgerBatch batch);

    /// <summary>The entries of a chain in order, from a sequence number on.</summary>
    IReadOnlyList<LedgerEntry> Read(RunId chain, long from, int limit);

    /// <summary>Writes down that an opaque action begins. False when that stands there already.</summary>
    bool TryBegin(ToolActionRequest request, DateTimeOffset now);

    /// <summary>How often a kind of step was carried out, and what other runs did to its targets.</summary>
    Survey LookAround(SurveyRequest request, DateTimeOffset now);

    /// <summary>Keeps a tool call with what went in and what came out.</summary>
    void Keep(TraceEntry entry);
}
