using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Replay;

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
    /// The history of the run from its first event, as far as the task may see it: what no task has started belongs to
    /// a later one, and handled now it would be handled at another time than on a replay.
    /// </summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadFromStartAsync(PolledWorkflowTask task)
    {
        var events = new List<HistoryEvent>();
        if (!task.HasHistoryFromStart)
        {
            await AddPagesAsync(task, events, pageToken: null).ConfigureAwait(false);
        }

        // A task's events can be ahead of what the server has stored, as with an attempt that is not written yet.
        Append(events, await ReadRestAsync(task).ConfigureAwait(false));
        return [.. events.Take(task.IsQueryOnly ? EndOfLastTask(events) : EndOf(events, task.Response.StartedEventId))];
    }

    private static int EndOf(List<HistoryEvent> events, long startedEventId) =>
        events.FindLastIndex(e => e.EventId <= startedEventId) + 1;

    // A question has no task: it may see what the last completed one did. In a closed run nothing is left to come, and
    // without a completed task the server asks no question, or nothing that stays in the cache.
    private static int EndOfLastTask(List<HistoryEvent> events)
    {
        var end = events.FindLastIndex(e => e.EventType == EventType.WorkflowTaskCompleted) + 1;
        if (end == 0 || events.Exists(e => EventKinds.IsTerminal(e.EventType)))
        {
            return events.Count;
        }

        while (end < events.Count && EventKinds.IsCommand(events[end].EventType))
        {
            end++;
        }

        return end;
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
