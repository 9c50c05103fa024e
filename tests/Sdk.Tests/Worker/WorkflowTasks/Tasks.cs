using Google.Protobuf;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Worker.WorkflowTasks;

namespace Sdk.Tests.Worker.WorkflowTasks;

/// <summary>Polled tasks by what matters for where they go.</summary>
internal static class Tasks
{
    public static PolledWorkflowTask Real(string runId, long previous = 0, long started = 3, params long[] events) =>
        Make(runId, previous, started, events);

    public static PolledWorkflowTask Query(string runId, long previous = 3, params long[] events)
    {
        var task = Make(runId, previous, 0, events);
        task.Response.Query = new() { QueryType = "state" };
        return task;
    }

    public static IEnumerable<HistoryEvent> Events(params long[] ids) =>
        ids.Select(id => new HistoryEvent { EventId = id });

    private static PolledWorkflowTask Make(string runId, long previous, long started, long[] events) =>
        new(new PollWorkflowTaskQueueResponse
        {
            TaskToken = ByteString.CopyFromUtf8(Guid.NewGuid().ToString()),
            WorkflowExecution = new() { WorkflowId = "workflow", RunId = runId },
            WorkflowType = new() { Name = "Workflow" },
            PreviousStartedEventId = previous,
            StartedEventId = started,
            Attempt = 1,
            History = new() { Events = { Events(events) } },
        });
}
