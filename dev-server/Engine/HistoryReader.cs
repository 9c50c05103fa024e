using DirectedExecution.DevServer.Storage;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Numbered events of closed transactions: those in the store and those of the turn in progress.</summary>
internal sealed class HistoryReader(EngineCore core)
{
    /// <summary>Every event with an id in the range.</summary>
    public IReadOnlyList<HistoryEvent> Read(string runId, long fromEventId, long toEventId) =>
        [.. Batches(runId, fromEventId, toEventId)
            .SelectMany(Parse)
            .Where(read => read.EventId >= fromEventId && read.EventId <= toEventId)];

    /// <summary>The batches that hold the events of a range, whole.</summary>
    public IReadOnlyList<HistoryBatch> ReadBatches(string runId, long fromEventId, long toEventId) =>
        [.. Batches(runId, fromEventId, toEventId)];

    /// <summary>
    /// The events from an id on: about <paramref name="count"/> of them, whole batches, and no more bytes than fit in a
    /// reply.
    /// </summary>
    public IReadOnlyList<HistoryEvent> ReadPage(string runId, long fromEventId, long toEventId, int count)
    {
        var page = new List<HistoryEvent>();
        var bytes = 0;
        foreach (var batch in Batches(runId, fromEventId, Math.Min(toEventId, fromEventId + count - 1)))
        {
            bytes += batch.Events.Length;
            if (page.Count > 0 && bytes > Limits.ReplyHistoryBytes)
            {
                break;
            }

            page.AddRange(Parse(batch).Where(read => read.EventId >= fromEventId && read.EventId <= toEventId));
        }

        return page;
    }

    private static IEnumerable<HistoryEvent> Parse(HistoryBatch batch) =>
        History.Parser.ParseFrom(batch.Events.Span).Events;

    private IEnumerable<HistoryBatch> Batches(string runId, long fromEventId, long toEventId) =>
        core.Store.ReadHistory(runId, fromEventId, toEventId).Concat(core.Turn.Batch.History.Where(batch =>
            batch.RunId == runId && batch.LastEventId >= fromEventId && batch.FirstEventId <= toEventId));
}
