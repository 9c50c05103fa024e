using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay;

/// <summary>
/// Cuts a history into sequences, each ending where a task was started that was completed, or may be: attempts that
/// failed or timed out are merged into the next one. A task that changed nothing, as one that only waited for local
/// activities, is a sequence too: what came with it is told where and when it was told first.
/// </summary>
internal static class HistoryCutter
{
    /// <summary>Finds the end of the sequence that begins at <paramref name="begin" />.</summary>
    /// <param name="events">Events in order.</param>
    /// <param name="begin">Index of the first event behind the last handled started event.</param>
    /// <param name="isLastPage">Whether nothing follows these events.</param>
    public static HistoryCut FindEnd(IReadOnlyList<HistoryEvent> events, int begin, bool isLastPage)
    {
        var sawCommand = false;
        var sawCommandOrStarted = false;
        var starts = new List<int>();
        for (var i = begin; i < events.Count; i++)
        {
            var type = events[i].EventType;
            if (EventKinds.IsTerminal(type))
            {
                return Complete(i);
            }

            sawCommand |= EventKinds.IsCommand(type);
            sawCommandOrStarted |= sawCommand || type == EventType.WorkflowExecutionStarted;
            if (type != EventType.WorkflowTaskStarted)
            {
                continue;
            }

            starts.Add(i);
            switch (Judge(events, i))
            {
                case Verdict.Void:
                    starts.RemoveAt(starts.Count - 1);
                    break;
                case Verdict.Ran:
                    return Complete(i);
                case Verdict.RanBeforeUpdate:
                    return Complete(StartOfUpdate(events, starts, i));
                case Verdict.CannotTell when !isLastPage && !sawCommandOrStarted:
                    return new(events.Count, HistoryCutKind.NeedsMore);
                case Verdict.CannotTell when sawCommandOrStarted:
                    return Complete(i);
                default:
                    break;
            }
        }

        return new(events.Count, isLastPage ? HistoryCutKind.Remainder : HistoryCutKind.NeedsMore);
    }

    private static HistoryCut Complete(int last) => new(last + 1, HistoryCutKind.Complete);

    private static Verdict Judge(IReadOnlyList<HistoryEvent> events, int started)
    {
        if (started + 1 >= events.Count)
        {
            return Verdict.CannotTell;
        }

        var next = events[started + 1].EventType;
        if (EventKinds.VoidsStartedTask(next))
        {
            return Verdict.Void;
        }

        if (next != EventType.WorkflowTaskCompleted || started + 2 >= events.Count)
        {
            return Verdict.CannotTell;
        }

        return events[started + 2].EventType == EventType.WorkflowExecutionUpdateAccepted ? Verdict.RanBeforeUpdate : Verdict.Ran;
    }

    // An update that waited over empty tasks is handled in the task in which its handler ran originally.
    private static int StartOfUpdate(IReadOnlyList<HistoryEvent> events, List<int> starts, int started)
    {
        var sequencing = events[started + 2].WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequestSequencingEventId;
        var found = starts.FindLastIndex(index => events[index].EventId < sequencing);
        return found < 0 ? started : starts[found];
    }

    private enum Verdict
    {
        CannotTell,
        Void,
        Ran,
        RanBeforeUpdate,
    }
}
