using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Common;
using Temporalio.Replay.Machines;

namespace Temporalio.Replay;

/// <summary>
/// Turns history into activations and the commands of the workflow code into commands for the server. Pure and
/// synchronous. For each task: <see cref="Begin" />, then as long as <see cref="Next" /> gives an activation run it and
/// <see cref="Apply" /> its commands, then <see cref="Finish" />.
/// </summary>
internal sealed class ReplayMachine
{
    private readonly RunMachines machines;
    private readonly LocalActivities locals;
    private readonly SdkFlags flags = new();
    private readonly List<HistoryEvent> events = [];
    private readonly List<Message> messages = [];
    private readonly Dictionary<string, (long EventId, Request Request)> admitted = [];
    private int position;
    private long lastProcessedId;
    private long previousStartedEventId;
    private bool isReplaying;
    private bool isFirstCompleted;
    private DateTime time = DateTime.UnixEpoch;
    private WorkflowTaskStartedEventAttributes lastStarted = new();
    private readonly WorkerDeploymentVersion? ownVersion;
    private WorkerDeploymentVersion? version;
    private bool wasCompleted;

    /// <param name="namespaceName">Namespace of the run.</param>
    /// <param name="observer">Sees each arrow that a machine takes; for tests.</param>
    /// <param name="version">Version of this worker; null if it has none.</param>
    public ReplayMachine(
        string namespaceName, IArrowObserver? observer = null, WorkerDeploymentVersion? version = null)
    {
        ownVersion = version;
        machines = new(namespaceName, observer);
        locals = new(machines);
    }

    /// <summary>Gets the started event up to which the workflow code has run.</summary>
    public long LastStartedEventId { get; private set; }

    /// <summary>
    /// Gets a value indicating whether the last applied events are history that was completed before.
    /// </summary>
    public bool IsReplaying => isReplaying;

    /// <summary>Gets a value indicating whether the history says that the run is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>
    /// Gets how many local activities are to be carried out, or are, and have no end yet: the task should wait for
    /// them.
    /// </summary>
    public int OutstandingLocalActivities => locals.Outstanding;

    /// <summary>Takes a task. Events known already are skipped.</summary>
    /// <exception cref="ReplayException">Events are missing.</exception>
    public void Begin(ReplayTask task)
    {
        machines.Prune();
        locals.Prune();
        events.Clear();
        position = 0;
        messages.Clear();
        messages.AddRange(task.Messages);
        previousStartedEventId = task.PreviousStartedEventId;
        isReplaying = previousStartedEventId > 0;
        var last = lastProcessedId;
        foreach (var e in task.Events.Where(e => e.EventId > lastProcessedId))
        {
            if (e.EventId != last + 1)
            {
                throw new ReplayException($"History has a gap: event {e.EventId} follows event {last}");
            }

            last = e.EventId;
            events.Add(e);
        }

        if (events.Count == 0)
        {
            isReplaying = false;
            DeliverMessages(long.MaxValue);
        }
    }

    /// <summary>The next activation that the workflow code must run, or null when it has caught up.</summary>
    public Activation? Next()
    {
        while (!machines.HasJobs && !locals.HasEnds && position < events.Count)
        {
            ApplyNextSequence();
        }

        if (machines.HasJobs)
        {
            return ActivationOf(machines.TakeJobs());
        }

        return locals.HasEnds ? TellOfLocalActivity() : null;
    }

    /// <summary>An activation that only asks questions, in the present state.</summary>
    public Activation Ask(IReadOnlyList<ActivationJob> queries) => ActivationOf(queries, asks: true);

    /// <summary>Takes the commands of the last activation.</summary>
    /// <param name="commands">Commands.</param>
    /// <param name="now">The time of the world, which local activities remember; null for the workflow's time.</param>
    public void Apply(IEnumerable<WorkflowCommand> commands, DateTime? now = null)
    {
        // A task that is replayed cuts its commands as it did then.
        var counted = !wasCompleted || flags.MovesEndLast ? commands : CommandsUpToEnd([.. commands]);
        foreach (var command in counted)
        {
            switch (command)
            {
                case WorkflowCommand.ScheduleLocalActivity schedule:
                    locals.Schedule(schedule, isReplaying, time, now ?? time);
                    break;
                case WorkflowCommand.CancelLocalActivity cancel:
                    locals.Cancel(cancel.Seq);
                    break;
                default:
                    machines.Apply(command);
                    break;
            }
        }

        if (!machines.HasJobs && !locals.HasEnds)
        {
            machines.FlushEnd();
            if (machines.IsEnded)
            {
                locals.Close();
            }
        }
    }

    /// <summary>What is to be done about local activities now; handed out once.</summary>
    public LocalActivityDemands TakeLocalActivityDemands() => locals.TakeDemands();

    /// <summary>
    /// Takes the end of a local activity that was carried out; <see cref="Next" /> tells of it. One that nobody waits
    /// for is ignored.
    /// </summary>
    public void Resolve(LocalActivityResolution resolution) => locals.Resolve(resolution);

    /// <summary>What is to be answered, after the last activation.</summary>
    public ReplayOutput Finish()
    {
        // A cached run must not hold on to its whole history.
        events.Clear();
        position = 0;
        var (commands, answers) = machines.Pending();
        return new(commands, answers, flags.ToRecord(), machines.IsEnded && !IsClosed);
    }

    /// <summary>The server has dropped the last task: its two events will come again, with other content.</summary>
    public void ResetTo(long startedEventId)
    {
        LastStartedEventId = startedEventId;
        lastProcessedId -= 2;
    }

    private void ApplyNextSequence()
    {
        var cut = HistoryCutter.FindEnd(events, position, isLastPage: true);
        var sequence = events.GetRange(position, cut.End - position);
        var isLast = cut.End == events.Count;
        var peeked = isLast ? null : events[cut.End];
        LearnCompleted(sequence, peeked);
        foreach (var e in sequence)
        {
            if (isReplaying && isLast && e.EventId > previousStartedEventId &&
                e.EventType != EventType.WorkflowTaskCompleted && !EventKinds.IsCommand(e.EventType))
            {
                isReplaying = false;
            }

            DeliverMessages(e.EventId - 1);
            Dispatch(e, isLast && e == sequence[^1]);
            lastProcessedId = e.EventId;
        }

        if (isLast)
        {
            DeliverMessages(long.MaxValue);
        }

        wasCompleted = peeked?.WorkflowTaskCompletedEventAttributes is not null;
        OnStarted(sequence);
        position = cut.End;
        LookAhead();
    }

    private void LearnCompleted(List<HistoryEvent> sequence, HistoryEvent? peeked)
    {
        var completions = sequence.Append(peeked)
            .Select(e => e?.WorkflowTaskCompletedEventAttributes)
            .OfType<WorkflowTaskCompletedEventAttributes>();
        foreach (var completed in completions)
        {
            isFirstCompleted = true;
            flags.Learn(completed.SdkMetadata);
            version = DeploymentVersions.Of(completed) ?? version;
        }
    }

    // Before the end of a workflow went last by itself, what stood behind it was lost.
    private List<WorkflowCommand> CommandsUpToEnd(List<WorkflowCommand> commands)
    {
        var last = commands.FindLastIndex(command => command is WorkflowCommand.End);
        if (last >= 0 && flags.ReordersLastEnd)
        {
            commands.Add(commands[last]);
            commands.RemoveAt(last);
        }

        var first = commands.FindIndex(command => command is WorkflowCommand.End);
        return first < 0 ? commands : commands[..(first + 1)];
    }

    // The last attempt that counted says when and where the code runs.
    private void OnStarted(List<HistoryEvent> sequence)
    {
        HistoryEvent? last = null;
        foreach (var e in sequence)
        {
            last = e.EventType switch
            {
                EventType.WorkflowTaskStarted => e,
                EventType.WorkflowTaskFailed or EventType.WorkflowTaskTimedOut => null,
                _ => last,
            };
        }

        if (last is null)
        {
            return;
        }

        LastStartedEventId = last.EventId;
        lastStarted = last.WorkflowTaskStartedEventAttributes;
        Advance(last);
        if (!isReplaying)
        {
            locals.NothingRecorded();
        }
    }

    private Activation TellOfLocalActivity()
    {
        var (job, at) = locals.TakeEnd();
        time = at > time ? at.Value : time;
        return ActivationOf([job]);
    }

    private void Advance(HistoryEvent e)
    {
        var at = e.EventTime?.ToDateTime() ?? time;
        time = at > time ? at : time;
    }

    private void Dispatch(HistoryEvent e, bool isLast)
    {
        if (EventKinds.IsTerminal(e.EventType))
        {
            IsClosed = true;
        }

        if (EventKinds.IsCommand(e.EventType))
        {
            if (!LocalActivityMarker.TryRead(e, out var marker) || !locals.TakeMarker(e, marker))
            {
                machines.OnCommandEvent(e);
            }

            return;
        }

        if (EventText.InitiatingId(e) is { } initiatingId)
        {
            machines.OnFollowUp(e, initiatingId);
            return;
        }

        DispatchStateless(e, isLast);
    }

    private void DispatchStateless(HistoryEvent e, bool isLast)
    {
        switch (e.EventType)
        {
            case EventType.WorkflowExecutionStarted:
                Advance(e);
                var started = e.WorkflowExecutionStartedEventAttributes;
                machines.AddJob(new ActivationJob.Initialize(
                    started, time, RandomSeed.FromRunId(started.OriginalExecutionRunId), flags.Begin(isFirstCompleted)));
                break;
            case EventType.WorkflowExecutionSignaled:
                machines.AddJob(new ActivationJob.Signal(e.WorkflowExecutionSignaledEventAttributes));
                break;
            case EventType.WorkflowExecutionCancelRequested:
                machines.AddJob(new ActivationJob.CancelWorkflow(e.WorkflowExecutionCancelRequestedEventAttributes.Cause));
                break;
            case EventType.WorkflowTaskFailed
                when e.WorkflowTaskFailedEventAttributes.Cause == WorkflowTaskFailedCause.ResetWorkflow:
                machines.AddJob(new ActivationJob.UpdateRandomSeed(
                    RandomSeed.FromRunId(e.WorkflowTaskFailedEventAttributes.NewRunId)));
                break;
            case EventType.WorkflowExecutionUpdateAdmitted:
                Admit(e);
                break;
            case EventType.WorkflowExecutionTimedOut or EventType.WorkflowExecutionTerminated when !isLast:
                throw new ReplayException($"History goes on behind event {EventText.Of(e)}");
            case EventType.WorkflowTaskScheduled or EventType.WorkflowTaskStarted or EventType.WorkflowTaskCompleted or
                EventType.WorkflowTaskFailed or EventType.WorkflowTaskTimedOut or
                EventType.WorkflowExecutionTimedOut or EventType.WorkflowExecutionTerminated or
                EventType.WorkflowPropertiesModifiedExternally or EventType.ActivityPropertiesModifiedExternally:
                break;
            default:
                if (!e.WorkerMayIgnore)
                {
                    throw new ReplayException($"History event {EventText.Of(e)} is of a kind that this SDK does not know");
                }

                break;
        }
    }

    // An admitted update is a request that was stored before any task saw it.
    private void Admit(HistoryEvent e)
    {
        var request = e.WorkflowExecutionUpdateAdmittedEventAttributes.Request;
        var id = request.Meta.UpdateId;
        admitted[id] = (e.EventId, request);
        if (!isReplaying)
        {
            machines.Deliver(id + "/request", id, e.EventId, request, runValidator: true);
        }
    }

    private void DeliverMessages(long upTo)
    {
        if (messages.Count == 0)
        {
            return;
        }

        foreach (var message in messages.Where(m => m.EventId <= upTo).ToArray())
        {
            messages.Remove(message);
            if (!message.Body.TryUnpack<Request>(out var request))
            {
                throw new ReplayException($"Protocol message {message.Id} of type {message.Body.TypeUrl} is not known to this SDK");
            }

            machines.Deliver(message.Id, message.ProtocolInstanceId, message.EventId, request, runValidator: true);
        }
    }

    // The commands of the task that is about to be replayed stand at the beginning of the next sequence.
    private void LookAhead()
    {
        var end = position == events.Count ? position : HistoryCutter.FindEnd(events, position, isLastPage: true).End;
        for (var i = position; i < end; i++)
        {
            var e = events[i];
            if (PatchMarker.TryRead(e, out var patch))
            {
                machines.AddJob(new ActivationJob.NotifyHasPatch(patch.PatchId));
            }
            else if (LocalActivityMarker.TryRead(e, out var local))
            {
                locals.Foresee(e, local);
            }
            else if (e.EventType == EventType.WorkflowExecutionUpdateAccepted)
            {
                DeliverAccepted(e);
            }
        }
    }

    private void DeliverAccepted(HistoryEvent e)
    {
        var accepted = e.WorkflowExecutionUpdateAcceptedEventAttributes;
        var id = accepted.ProtocolInstanceId;
        var request = accepted.AcceptedRequest ?? (admitted.TryGetValue(id, out var known)
            ? known.Request
            : throw new ReplayException($"History event {EventText.Of(e)} has no request"));
        machines.Deliver(
            accepted.AcceptedRequestMessageId, id, accepted.AcceptedRequestSequencingEventId, request, runValidator: false);
    }

    private Activation ActivationOf(IReadOnlyList<ActivationJob> jobs, bool asks = false)
    {
        if (!isReplaying && !asks)
        {
            version = ownVersion;
        }

        return new()
        {
            Jobs = jobs,
            Time = time,
            IsReplaying = isReplaying || asks,
            HistoryLength = lastProcessedId,
            HistorySizeBytes = lastStarted.HistorySizeBytes,
            ContinueAsNewSuggested = lastStarted.SuggestContinueAsNew,
            ContinueAsNewReasons = [.. lastStarted.SuggestContinueAsNewReasons],
            TargetDeploymentVersionChanged = lastStarted.TargetWorkerDeploymentVersionChanged,
            DeploymentVersion = version,
        };
    }
}
