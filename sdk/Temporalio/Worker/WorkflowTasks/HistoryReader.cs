using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Gets all the events that a task needs, page by page.</summary>
internal sealed class HistoryReader(WorkerSetup setup)
{
    /// <summary>The task's own events and the pages that follow them.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadRestAsync(PolledWorkflowTask task)
    {
        var events = new List<HistoryEvent>(task.Response.History?.Events ?? []);
        await AddPagesAsync(task, events, task.Response.NextPageToken).ConfigureAwait(false);
        return events;
    }

    /// <summary>
    /// The whole history of the run, for a task that brings only its end. A task's events can be ahead of what the server
    /// has stored, as with an attempt that is not written yet; so they come last.
    /// </summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadFromStartAsync(PolledWorkflowTask task)
    {
        var events = new List<HistoryEvent>();
        await AddPagesAsync(task, events, pageToken: null).ConfigureAwait(false);
        Append(events, await ReadRestAsync(task).ConfigureAwait(false));
        if (task.Response.StartedEventId > 0)
        {
            // What happened after the start of this task belongs to a later one.
            events.RemoveAll(e => e.EventId > task.Response.StartedEventId);
        }
        return events;
    }

    private static void Append(List<HistoryEvent> events, IEnumerable<HistoryEvent> more)
    {
        foreach (var next in more)
        {
            if (events.Count == 0 || next.EventId > events[^1].EventId)
            {
                events.Add(next);
            }
        }
    }

    /// <param name="task">The task.</param>
    /// <param name="events">Where the events go.</param>
    /// <param name="pageToken">Token of the first page; null to begin at the start, empty for no page at all.</param>
    private async Task AddPagesAsync(PolledWorkflowTask task, List<HistoryEvent> events, ByteString? pageToken)
    {
        while (pageToken is not { IsEmpty: true })
        {
            var page = await setup.Service.GetWorkflowExecutionHistoryAsync(
                new GetWorkflowExecutionHistoryRequest
                {
                    Namespace = setup.Namespace,
                    Execution = new WorkflowExecution { WorkflowId = task.WorkflowId, RunId = task.RunId },
                    NextPageToken = pageToken ?? ByteString.Empty,
                },
                WorkerSetup.Retrying()).ConfigureAwait(false);

            // A page without events but with a token is legal; so is overlap with what came before.
            Append(events, page.History?.Events ?? []);
            pageToken = page.NextPageToken ?? ByteString.Empty;
        }
    }
}
