using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Replay;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>
/// What a question alone may see of a history. Events behind the last completed workflow task belong to the next one:
/// handled with the question, they would be handled at another time than on a replay.
/// </summary>
internal static class QueryHistory
{
    /// <summary>The events up to the last completed task with its commands; all of a run that is closed.</summary>
    /// <param name="events">The history so far.</param>
    public static IReadOnlyList<HistoryEvent> UntilLastTask(IReadOnlyList<HistoryEvent> events)
    {
        var end = events.Count;
        while (end > 0 && events[end - 1].EventType != EventType.WorkflowTaskCompleted)
        {
            end--;
        }
        if (end == 0 || events.Any(e => EventKinds.IsTerminal(e.EventType)))
        {
            return events;
        }
        while (end < events.Count && EventKinds.IsCommand(events[end].EventType))
        {
            end++;
        }
        return [.. events.Take(end)];
    }
}
