using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Replay.Machines;

namespace Temporalio.Replay;

/// <summary>All machines of one run: takes commands from the code on one side and events on the other.</summary>
internal sealed class RunMachines(string namespaceName, IArrowObserver? observer) : IMachineHost
{
    private readonly CommandQueue queue = new();
    private readonly Dictionary<uint, TimerMachine> timers = [];
    private readonly Dictionary<uint, ActivityMachine> activities = [];
    private readonly Dictionary<uint, ChildWorkflowMachine> children = [];
    private readonly Dictionary<uint, ExternalSignalMachine> signals = [];
    private readonly Dictionary<string, UpdateMachine> updates = [];
    private readonly Dictionary<long, CommandMachine> byEventId = [];
    private readonly HashSet<string> patches = [];
    private readonly List<Message> rejections = [];
    private List<ActivationJob> jobs = [];
    private Command? end;
    private bool isEnded;

    public string Namespace => namespaceName;

    public IArrowObserver? Observer => observer;

    public bool HasJobs => jobs.Count > 0;

    /// <summary>Gets a value indicating whether the code has ended the workflow.</summary>
    public bool IsEnded => isEnded;

    public void AddJob(ActivationJob job) => jobs.Add(job);

    public void Enqueue(OutgoingCommand command) => queue.Enqueue(command);

    public void CancelChild(RequestCancelExternalWorkflowExecutionCommandAttributes attributes) =>
        _ = new ExternalCancelMachine(this, null, attributes);

    public IReadOnlyList<ActivationJob> TakeJobs()
    {
        var taken = jobs.OrderBy(job => job.Rank).ToArray();
        jobs = [];
        return taken;
    }

    /// <summary>Takes one command of the workflow code.</summary>
    public void Apply(WorkflowCommand command)
    {
        switch (command)
        {
            case WorkflowCommand.StartTimer start:
                timers.Add(start.Seq, new(this, start));
                break;
            case WorkflowCommand.CancelTimer cancel:
                timers.GetValueOrDefault(cancel.Seq)?.Cancel();
                break;
            case WorkflowCommand.ScheduleActivity schedule:
                activities.Add(schedule.Seq, new(this, schedule));
                break;
            case WorkflowCommand.CancelActivity cancel:
                activities.GetValueOrDefault(cancel.Seq)?.Cancel();
                break;
            case WorkflowCommand.StartChild start:
                children.Add(start.Seq, new(this, start));
                break;
            case WorkflowCommand.CancelChild cancel:
                children.GetValueOrDefault(cancel.Seq)?.Cancel(cancel.Reason);
                break;
            case WorkflowCommand.SignalExternal signal:
                signals.Add(signal.Seq, new(this, signal));
                break;
            case WorkflowCommand.CancelSignalExternal cancel:
                signals.GetValueOrDefault(cancel.Seq)?.Cancel();
                break;
            case WorkflowCommand.CancelExternal cancel:
                _ = new ExternalCancelMachine(this, cancel.Seq, cancel.Attributes);
                break;
            default:
                Record(command);
                break;
        }
    }

    /// <summary>Takes an event that mirrors a command.</summary>
    public void OnCommandEvent(HistoryEvent e)
    {
        RefuseUnsupported(e);
        if (queue.Match(e) is not { } command)
        {
            return;
        }

        command.Machine.OnEvent(e);
        if (!command.Machine.IsFinal)
        {
            byEventId[e.EventId] = command.Machine;
        }
    }

    /// <summary>Takes an event that follows up an earlier one.</summary>
    public void OnFollowUp(HistoryEvent e, long initiatingId)
    {
        if (!byEventId.TryGetValue(initiatingId, out var machine))
        {
            throw new ReplayNondeterminismException(
                $"History event {EventText.Of(e)} follows event {initiatingId}, for which the workflow code has nothing open");
        }

        machine.OnEvent(e);
        if (machine.IsFinal)
        {
            byEventId.Remove(initiatingId);
        }
    }

    /// <summary>Hands an update to the code, once.</summary>
    public void Deliver(string messageId, string instanceId, long sequencingEventId, Request request, bool runValidator)
    {
        if (updates.TryAdd(instanceId, new(this, messageId, instanceId, sequencingEventId, request)))
        {
            AddJob(new ActivationJob.DoUpdate(instanceId, request, runValidator));
        }
    }

    /// <summary>Puts the end of the workflow behind everything else that the task asked for.</summary>
    public void FlushEnd()
    {
        if (end is { } command && !isEnded)
        {
            isEnded = true;
            _ = new RecordMachine(this, command, MirrorOfEnd(command.CommandType), "end of the workflow");
        }
    }

    /// <summary>What is to be sent now.</summary>
    public (IReadOnlyList<Command> Commands, IReadOnlyList<Message> Messages) Pending()
    {
        var commands = queue.Pending.ToArray();
        return ([.. commands.Select(c => c.Command)],
            [.. rejections, .. commands.Where(c => c.Message is not null).Select(c => c.Message!)]);
    }

    /// <summary>Forgets what can never be asked about again; called between tasks.</summary>
    public void Prune()
    {
        Prune(timers);
        Prune(activities);
        Prune(children);
        Prune(signals);
        foreach (var (id, _) in updates.Where(u => u.Value.IsFinal).ToArray())
        {
            updates.Remove(id);
        }

        rejections.Clear();
    }

    private static void Prune<TMachine>(Dictionary<uint, TMachine> machines)
        where TMachine : CommandMachine
    {
        foreach (var (seq, _) in machines.Where(m => m.Value.IsFinal).ToArray())
        {
            machines.Remove(seq);
        }
    }

    private static void RefuseUnsupported(HistoryEvent e)
    {
        var what = e.EventType switch
        {
            EventType.NexusOperationScheduled or EventType.NexusOperationCancelRequested => "Nexus operations",
            _ => null,
        };
        if (what is not null)
        {
            throw new ReplayException($"History event {EventText.Of(e)}: this SDK does not support {what} yet");
        }
    }

    private static EventType MirrorOfEnd(CommandType type) => type switch
    {
        CommandType.CompleteWorkflowExecution => EventType.WorkflowExecutionCompleted,
        CommandType.FailWorkflowExecution => EventType.WorkflowExecutionFailed,
        CommandType.CancelWorkflowExecution => EventType.WorkflowExecutionCanceled,
        CommandType.ContinueAsNewWorkflowExecution => EventType.WorkflowExecutionContinuedAsNew,
        _ => throw new InvalidOperationException($"{type} does not end a workflow"),
    };

    private void Record(WorkflowCommand command)
    {
        switch (command)
        {
            case WorkflowCommand.SetPatchMarker patch:
                RecordPatch(new(patch.PatchId, patch.Deprecated));
                break;
            case WorkflowCommand.UpsertSearchAttributes upsert:
                RecordUpsert(upsert.Attributes, "search attributes");
                break;
            case WorkflowCommand.ModifyMemo modify:
                _ = new RecordMachine(
                    this,
                    new Command
                    {
                        CommandType = CommandType.ModifyWorkflowProperties,
                        ModifyWorkflowPropertiesCommandAttributes = new() { UpsertedMemo = modify.Upserted },
                    },
                    EventType.WorkflowPropertiesModified,
                    "memo");
                break;
            case WorkflowCommand.AcceptUpdate accept:
                updates[accept.ProtocolInstanceId].Accept();
                break;
            case WorkflowCommand.RejectUpdate reject:
                rejections.Add(updates[reject.ProtocolInstanceId].Reject(reject.Failure));
                break;
            case WorkflowCommand.FinishUpdate finish:
                updates[finish.ProtocolInstanceId].Finish(finish.Failure is { } failure
                    ? new Outcome { Failure = failure }
                    : new Outcome { Success = new() { Payloads_ = { finish.Result is { } result ? [result] : [] } } });
                break;
            case WorkflowCommand.End last:
                end ??= last.Command;
                break;
            default:
                throw new InvalidOperationException($"{command.GetType().Name} is no command of a workflow");
        }
    }

    private void RecordPatch(PatchMarker marker)
    {
        _ = new PatchMachine(this, marker);
        patches.Add(marker.PatchId);
        if (PatchMarker.ChangeVersionOf(patches) is { } attributes)
        {
            RecordUpsert(attributes, "list of patches");
        }
    }

    private void RecordUpsert(Api.Common.V1.SearchAttributes attributes, string description) => _ = new RecordMachine(
        this,
        new Command
        {
            CommandType = CommandType.UpsertWorkflowSearchAttributes,
            UpsertWorkflowSearchAttributesCommandAttributes = new() { SearchAttributes = attributes },
        },
        EventType.UpsertWorkflowSearchAttributes,
        description);
}
