using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Namespace.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Storage;

/// <summary>Rows to store, and a text form in which two states of a store can be compared.</summary>
internal static class Samples
{
    public static HistoryBatch Events(string runId, long first, long last)
    {
        var history = new History();
        for (var id = first; id <= last; id++)
        {
            history.Events.Add(new HistoryEvent { EventId = id });
        }

        return new HistoryBatch(runId, first, last, history.ToByteArray());
    }

    public static WriteBatch FullBatch(string runId)
    {
        var key = new RunKey("n-" + runId, "w-" + runId, runId);
        return new WriteBatch
        {
            Runs = { new RunRow(key, true, new byte[] { 1, 2, 3 }) },
            CurrentRuns = { new CurrentRunRow(key.Workflow, runId) },
            History = { Events(runId, 1, 1), Events(runId, 2, 2), Events(runId, 3, 5) },
            Visibility = { new VisibilityRow(key, Info(key)) },
            Namespaces = { new NamespaceRow(key.NamespaceId, "name of " + key.NamespaceId, Description(key.NamespaceId)) },
            SearchAttributes = { new SearchAttributeRow(key.NamespaceId, "Lead", IndexedValueType.Keyword) },
            Batches = { new BatchRow(new BatchKey(key.NamespaceId, "job"), new byte[] { 4 }, new byte[] { 5, 6 }) },
            Schedules = { new ScheduleRow(new ScheduleKey(key.NamespaceId, "daily"), new byte[] { 7 }, Info(key)) },
        };
    }

    public static WorkflowExecutionInfo Info(RunKey key) => new()
    {
        Execution = new WorkflowExecution { WorkflowId = key.WorkflowId, RunId = key.RunId },
        StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Status = WorkflowExecutionStatus.Running,
    };

    public static string Describe(WriteBatch batch) => Describe(new StoreImage(
        [.. batch.Runs.Where(run => run.IsOpen)], batch.CurrentRuns, batch.Visibility, batch.Namespaces, batch.SearchAttributes,
        batch.Batches, batch.Schedules));

    public static string Describe(StoreImage image) => string.Join(
        '\n',
        image.OpenRuns.Select(row => $"run {row.Key} {Convert.ToHexString(row.State.Span)}")
            .Concat(image.CurrentRuns.Select(row => row.ToString()))
            .Concat(image.Visibility.Select(row => row.ToString()))
            .Concat(image.Namespaces.Select(row => row.ToString()))
            .Concat(image.SearchAttributes.Select(row => row.ToString()))
            .Concat(image.Batches.Select(row =>
                $"batch {row.Key} {Convert.ToHexString(row.State.Span)} {Convert.ToHexString(row.Targets!.Value.Span)}"))
            .Concat(image.Schedules.Select(row =>
                $"schedule {row.Key} {Convert.ToHexString(row.State.Span)} {row.Listing}"))
            .Order(StringComparer.Ordinal));

    private static DescribeNamespaceResponse Description(string id) =>
        new() { NamespaceInfo = new NamespaceInfo { Id = id, Name = "name of " + id, State = NamespaceState.Registered } };
}
