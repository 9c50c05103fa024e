using DirectedExecution.DevServer.Engine.Batches;
using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What the turn in progress has done so far.</summary>
internal sealed class Turn
{
    public WriteBatch Batch { get; } = new();

    public List<Action> Completions { get; } = [];

    /// <summary>What is near a limit now.</summary>
    public List<LimitWarning> Warnings { get; } = [];

    /// <summary>Tickets answered in this turn.</summary>
    public List<ITicket> Answered { get; } = [];

    /// <summary>Runs with a closed transaction in this turn; serialized once, at its end.</summary>
    public HashSet<Run> Touched { get; } = [];

    /// <summary>Runs deleted in this turn.</summary>
    public List<RunKey> Deleted { get; } = [];

    /// <summary>Current-run pointers as they were before this turn changed them.</summary>
    public Dictionary<WorkflowKey, string?> PointersBefore { get; } = [];

    /// <summary>Batch operations as they were before this turn changed them; null for new ones.</summary>
    public Dictionary<BatchKey, BatchJob?> BatchesBefore { get; } = [];

    /// <summary>Schedules as they were before this turn changed them; null for new ones.</summary>
    public Dictionary<ScheduleKey, ScheduleEntry?> SchedulesBefore { get; } = [];

    /// <summary>
    /// What a change of one run means for others (children, parents, targets of signals); done at the end of the turn,
    /// so in the same batch.
    /// </summary>
    public Queue<Action> FollowUps { get; } = new();

    public void Answer<TReply>(Ticket<TReply> ticket, TReply reply)
    {
        if (!ticket.IsDone)
        {
            Completions.Add(ticket.Answer(reply));
            Answered.Add(ticket);
        }
    }

    public void Refuse<TReply>(Ticket<TReply> ticket, RpcError error)
    {
        if (!ticket.IsDone)
        {
            Completions.Add(ticket.Refuse(error));
            Answered.Add(ticket);
        }
    }
}
