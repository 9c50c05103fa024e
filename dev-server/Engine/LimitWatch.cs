using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Says what a transaction on a run has brought near a limit: a history once, when it gets there; events and memos each
/// time.
/// </summary>
internal static class LimitWatch
{
    /// <param name="run">The run, with the events of the transaction.</param>
    /// <param name="bytes">How large those are together.</param>
    public static IEnumerable<LimitWarning> Look(Run run, int bytes)
    {
        var (size, events) = (run.State.HistorySizeBytes, run.State.NextEventId - 1);
        if (Passes(size, size - bytes, Limits.WarnHistoryBytes))
        {
            yield return Warn(run, "history bytes", size, Limits.HistoryBytes);
        }

        if (Passes(events, events - run.NewEvents.Count, Limits.WarnHistoryEvents))
        {
            yield return Warn(run, "history events", events, Limits.HistoryEvents);
        }

        foreach (var large in bytes > Limits.WarnBlobBytes ? run.NewEvents.Select(Size) : [])
        {
            if (large > Limits.WarnBlobBytes)
            {
                yield return Warn(run, "bytes of an event", large, Limits.BlobBytes);
            }
        }

        if (run.NewEvents.Any(ChangesMemo) && run.State.Memo.CalculateSize() is var memo and > Limits.WarnMemoBytes)
        {
            yield return Warn(run, "memo bytes", memo, Limits.BlobBytes);
        }
    }

    private static bool Passes(long now, long before, long mark) => now > mark && before <= mark;

    private static int Size(HistoryEvent read) => read.CalculateSize();

    private static bool ChangesMemo(HistoryEvent read) =>
        read.EventType is EventType.WorkflowExecutionStarted or EventType.WorkflowPropertiesModified;

    private static LimitWarning Warn(Run run, string what, long size, long limit) =>
        new(what, run.Key.WorkflowId, run.Key.RunId, size, limit);
}
