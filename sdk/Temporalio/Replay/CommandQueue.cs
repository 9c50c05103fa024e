using Temporalio.Api.History.V1;
using Temporalio.Replay.Machines;

namespace Temporalio.Replay;

/// <summary>
/// Commands in the order in which the workflow code asked for them, matched with the events that mirror them.
/// </summary>
internal sealed class CommandQueue
{
    private readonly Queue<OutgoingCommand> commands = new();

    /// <summary>Gets what is still to be sent.</summary>
    public IEnumerable<OutgoingCommand> Pending => commands.Where(c => !c.IsDropped);

    public void Enqueue(OutgoingCommand command) => commands.Enqueue(command);

    /// <summary>
    /// Finds the command that an event mirrors, or null when the event stands alone: a deprecated patch whose call is
    /// gone.
    /// </summary>
    /// <exception cref="ReplayNondeterminismException">The code did something else.</exception>
    public OutgoingCommand? Match(HistoryEvent e)
    {
        var isPatch = PatchMarker.TryRead(e, out var marker);
        while (true)
        {
            var head = Head();
            if (isPatch)
            {
                return MatchPatch(e, marker!, head);
            }

            // The code patches where the history has no patch: it takes the new way only from now on.
            if (head is not null && (head.Machine is PatchMachine || (head.IsChangeVersion && !PatchMarker.IsChangeVersionUpsert(e))))
            {
                commands.Dequeue();
                continue;
            }

            if (PatchMarker.IsChangeVersionUpsert(e) && head?.IsChangeVersion != true)
            {
                return null;
            }

            return head?.MirroredBy == e.EventType ? commands.Dequeue() : throw Mismatch(e, head);
        }
    }

    private OutgoingCommand? MatchPatch(HistoryEvent e, PatchMarker marker, OutgoingCommand? head)
    {
        if (head?.Machine is PatchMachine patch && patch.Marker.PatchId == marker.PatchId)
        {
            return commands.Dequeue();
        }

        return marker.Deprecated ? null : throw Mismatch(e, head);
    }

    private OutgoingCommand? Head()
    {
        while (commands.TryPeek(out var head))
        {
            if (!head.IsDropped)
            {
                return head;
            }

            commands.Dequeue();
        }

        return null;
    }

    private static ReplayNondeterminismException Mismatch(HistoryEvent e, OutgoingCommand? head) => new(head is null
        ? $"History event {EventText.Of(e)} has no counterpart: the workflow code issued no command for it"
        : $"History event {EventText.Of(e)} does not match: the workflow code issued {head} instead");
}
