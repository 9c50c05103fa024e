using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Common;

namespace Workflows.Tests.Histories;

/// <summary>The ledger entries that stand in a history: what the run handed to the audit store, as it wrote it.</summary>
internal static class HistoryLedger
{
    public static IReadOnlyList<LedgerEntry> Of(WorkflowHistory history) => [.. history.Events
        .Select(one => one.ActivityTaskScheduledEventAttributes)
        .Where(scheduled => scheduled?.ActivityType.Name == "ProjectLedger")
        .SelectMany(scheduled => DomainJson.Deserialize<LedgerBatch>(
            scheduled!.Input.Payloads_[0].Data.ToStringUtf8()).Entries)];

    /// <summary>Names the first entry that came out otherwise.</summary>
    public static void AssertSame(IReadOnlyList<LedgerEntry> recorded, IReadOnlyList<LedgerEntry> replayed)
    {
        foreach (var (before, now) in recorded.Zip(replayed))
        {
            Assert.True(
                before == now,
                $"Entry {before.Sequence} comes out otherwise.\nRecorded: {DomainJson.Serialize(before)}\n"
                + $"Replayed: {DomainJson.Serialize(now)}");
        }

        Assert.Equal(recorded.Count, replayed.Count);
    }
}
