using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// A run in memory: its stored state, the events of the transaction in progress, and what can be rebuilt at any time
/// (queue entries). Knows how events get their ids, and nothing of why they are written.
/// </summary>
internal sealed class Run(RunState state)
{
    /// <summary>The layout version of the stored state that this code writes and reads.</summary>
    public const int Layout = 1;

    private HashSet<string>? signalRequestIds;

    public RunState State { get; private set; } = state;

    public RunKey Key { get; } = new(state.NamespaceId, state.WorkflowId, state.RunId);

    public bool IsOpen => State.Status == WorkflowExecutionStatus.Running;

    public bool HasStartedWorkflowTask => State.WorkflowTask?.StartedTime is not null;

    /// <summary>Something must be stored.</summary>
    public bool IsChanged { get; set; }

    /// <summary>
    /// Something must be stored that is no change of the run: a task made for an update alone came or went.
    /// </summary>
    public bool IsTouched { get; set; }

    /// <summary>The visibility row must be stored.</summary>
    public bool IsVisibilityChanged { get; set; }

    /// <summary>Numbered events of the transaction in progress.</summary>
    public List<HistoryEvent> NewEvents { get; } = [];

    /// <summary>The entries of this run in task queues.</summary>
    public Dictionary<(TaskKind Kind, long ScheduledEventId), QueuedTask> Queued { get; } = [];

    /// <summary>The time of this run's entry in the deadline queue.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>Gives the event the next id. For events of the run's own making, which are never buffered.</summary>
    public HistoryEvent Append(DateTimeOffset now, HistoryEvent added)
    {
        WriteSpeculativeTask(now);
        added.EventTime ??= now.ToStamp();
        added.EventId = State.NextEventId++;
        NewEvents.Add(added);
        State.HistorySizeBytes += added.CalculateSize();
        IsChanged = true;
        return added;
    }

    /// <summary>
    /// Adds an event that came from outside: into the buffer while a workflow task is started, else into history.
    /// </summary>
    public void Record(DateTimeOffset now, HistoryEvent added)
    {
        IsChanged = true;
        WriteSpeculativeTask(now);
        if (HasStartedWorkflowTask)
        {
            added.EventTime ??= now.ToStamp();
            State.Buffer.Add(added);
            return;
        }

        MarkRepeatedTask();
        Append(now, added);
    }

    /// <summary>
    /// A task made for an update alone gets its place in history before anything else does; from then on it is a task
    /// like others.
    /// </summary>
    public void WriteSpeculativeTask(DateTimeOffset now)
    {
        if (State.WorkflowTask is not { IsSpeculative: true } task)
        {
            return;
        }

        task.IsSpeculative = false;
        task.IsWritten = true;
        State.FirstWorkflowTaskTime = null;
        task.ScheduledEventId = Append(now, WorkflowTaskEvents.Scheduled(task)).EventId;
        if (task.StartedTime is not null)
        {
            task.StartedEventId = Append(now, WorkflowTaskEvents.Started(task)).EventId;
        }
        else if (task.TaskQueue.Kind != TaskQueueKind.Sticky)
        {
            task.ScheduleToStartDeadline = null;
        }
    }

    /// <summary>
    /// Numbers the buffered events in order of arrival, completions of activities and children last, and fills in
    /// started ids. Returns how many there were.
    /// </summary>
    public int FlushBuffer(DateTimeOffset now)
    {
        var buffered = State.Buffer.ToList();
        State.Buffer.Clear();
        var startedIds = new Dictionary<long, long>();
        foreach (var waiting in buffered.OrderBy(EventFacts.IsCompletionOfPending))
        {
            EventFacts.FillStartedId(waiting, startedIds);
            Append(now, waiting);
            EventFacts.NoteStartedId(waiting, startedIds);
            if (waiting.ChildWorkflowExecutionStartedEventAttributes is { } child &&
                State.Children.TryGetValue(child.InitiatedEventId, out var pending))
            {
                pending.StartedEventId = waiting.EventId;
            }
        }

        return buffered.Count;
    }

    public bool IsKnownSignalRequest(string requestId) =>
        requestId.Length > 0 && (signalRequestIds ??= [.. State.SignalRequestIds]).Contains(requestId);

    public void NoteSignal(string requestId)
    {
        State.SignalCount++;
        if (requestId.Length > 0)
        {
            (signalRequestIds ??= [.. State.SignalRequestIds]).Add(requestId);
            State.SignalRequestIds.Add(requestId);
        }
    }

    /// <summary>Signals that are here already, from the run that this one was reset from.</summary>
    public void KnowSignals(IEnumerable<string> requestIds) =>
        State.SignalRequestIds.AddRange(requestIds.Where((signalRequestIds ??= [.. State.SignalRequestIds]).Add));

    /// <summary>The id counts no more: its sender has heard.</summary>
    public void ForgetSignal(string requestId)
    {
        (signalRequestIds ??= [.. State.SignalRequestIds]).Remove(requestId);
        State.SignalRequestIds.Remove(requestId);
        IsChanged = true;
    }

    /// <summary>
    /// Goes back to a clone of the state taken at the start of the transaction: nothing of it has happened.
    /// </summary>
    public void Restore(RunState before)
    {
        State = before;
        NewEvents.Clear();
        IsChanged = false;
        IsTouched = false;
        signalRequestIds = null;
    }

    /// <summary>
    /// A repeated task that nobody has taken yet and that now has something new to show will be started as a first
    /// attempt, written then; it keeps its lengthened timeout.
    /// </summary>
    private void MarkRepeatedTask()
    {
        if (State.WorkflowTask is { StartedTime: null, Attempt: > 1 } task)
        {
            task.HasNews = true;
        }
    }
}
