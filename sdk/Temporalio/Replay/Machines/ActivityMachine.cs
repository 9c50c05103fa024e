using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Workflows;

namespace Temporalio.Replay.Machines;

/// <summary>
/// One activity. Forgotten means that the workflow code was told of the cancellation already: what the activity still
/// does is of no interest to it.
/// </summary>
internal sealed class ActivityMachine : TableMachine<ActivityMachine, ActivityMachine.ActivityState, ActivityMachine.Trigger>
{
    internal static readonly TransitionTable<ActivityMachine, ActivityState, Trigger> Table = new("Activity")
    {
        { ActivityState.Created, Trigger.Scheduled, ActivityState.Scheduled, (m, e) => m.OnScheduled(e) },
        { ActivityState.Created, Trigger.TryCancel, ActivityState.Dropped, m => m.Drop() },
        { ActivityState.Created, Trigger.WaitCancel, ActivityState.Dropped, m => m.Drop() },
        { ActivityState.Created, Trigger.Abandon, ActivityState.Dropped, m => m.Drop() },
        { ActivityState.Scheduled, Trigger.Started, ActivityState.Scheduled },
        { ActivityState.Scheduled, Trigger.Completed, ActivityState.Closed, (m, e) => m.OnCompleted(e) },
        { ActivityState.Scheduled, Trigger.Failed, ActivityState.Closed, (m, e) => m.OnFailed(e) },
        { ActivityState.Scheduled, Trigger.TimedOut, ActivityState.Closed, (m, e) => m.OnTimedOut(e) },
        { ActivityState.Scheduled, Trigger.Canceled, ActivityState.Closed, (m, e) => m.OnCanceled(e) },
        { ActivityState.Scheduled, Trigger.TryCancel, ActivityState.Forgotten, m => m.CancelNow() },
        { ActivityState.Scheduled, Trigger.WaitCancel, ActivityState.Canceling, m => m.SendCancel() },
        { ActivityState.Scheduled, Trigger.Abandon, ActivityState.Forgotten, m => m.TellCanceled() },
        { ActivityState.Canceling, Trigger.CancelRequested, ActivityState.Canceling },
        { ActivityState.Canceling, Trigger.Started, ActivityState.Canceling },
        { ActivityState.Canceling, Trigger.Completed, ActivityState.Closed, (m, e) => m.OnCompleted(e) },
        { ActivityState.Canceling, Trigger.Failed, ActivityState.Closed, (m, e) => m.OnFailed(e) },
        { ActivityState.Canceling, Trigger.TimedOut, ActivityState.Closed, (m, e) => m.OnTimedOut(e) },
        { ActivityState.Canceling, Trigger.Canceled, ActivityState.Closed, (m, e) => m.OnCanceled(e) },
        { ActivityState.Forgotten, Trigger.CancelRequested, ActivityState.Forgotten },
        { ActivityState.Forgotten, Trigger.Started, ActivityState.Forgotten },
        { ActivityState.Forgotten, Trigger.Completed, ActivityState.Closed },
        { ActivityState.Forgotten, Trigger.Failed, ActivityState.Closed },
        { ActivityState.Forgotten, Trigger.TimedOut, ActivityState.Closed },
        { ActivityState.Forgotten, Trigger.Canceled, ActivityState.Closed },
        { ActivityState.Closed, Trigger.TryCancel, ActivityState.Closed },
        { ActivityState.Closed, Trigger.WaitCancel, ActivityState.Closed },
        { ActivityState.Closed, Trigger.Abandon, ActivityState.Closed },
    };

    private readonly WorkflowCommand.ScheduleActivity command;
    private readonly OutgoingCommand schedule;
    private long scheduledEventId;

    public ActivityMachine(IMachineHost host, WorkflowCommand.ScheduleActivity command)
        : base(host, Table, ActivityState.Created)
    {
        this.command = command;
        schedule = new(
            this,
            new Command
            {
                CommandType = CommandType.ScheduleActivityTask,
                ScheduleActivityTaskCommandAttributes = command.Attributes,
                UserMetadata = command.Metadata,
            },
            EventType.ActivityTaskScheduled);
        host.Enqueue(schedule);
    }

    internal enum ActivityState
    {
        Created,
        Scheduled,
        Canceling,
        Forgotten,
        Closed,
        Dropped,
    }

    internal enum Trigger
    {
        Scheduled,
        Started,
        Completed,
        Failed,
        TimedOut,
        CancelRequested,
        Canceled,
        TryCancel,
        WaitCancel,
        Abandon,
    }

    public override bool IsFinal => State is ActivityState.Closed or ActivityState.Dropped;

    private string Id => command.Attributes.ActivityId;

    public void Cancel() => Fire(command.CancellationType switch
    {
        ActivityCancellationType.WaitCancellationCompleted => Trigger.WaitCancel,
        ActivityCancellationType.Abandon => Trigger.Abandon,
        _ => Trigger.TryCancel,
    });

    public override string ToString() => $"activity {Id} of type {command.Attributes.ActivityType.Name}";

    protected override Trigger? TriggerOf(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskScheduled => Trigger.Scheduled,
        EventType.ActivityTaskStarted => Trigger.Started,
        EventType.ActivityTaskCompleted => Trigger.Completed,
        EventType.ActivityTaskFailed => Trigger.Failed,
        EventType.ActivityTaskTimedOut => Trigger.TimedOut,
        EventType.ActivityTaskCancelRequested
            when e.ActivityTaskCancelRequestedEventAttributes.ScheduledEventId == scheduledEventId => Trigger.CancelRequested,
        EventType.ActivityTaskCanceled => Trigger.Canceled,
        _ => null,
    };

    private void OnScheduled(HistoryEvent e)
    {
        var scheduled = e.ActivityTaskScheduledEventAttributes;
        if (scheduled.ActivityId != Id || scheduled.ActivityType.Name != command.Attributes.ActivityType.Name)
        {
            throw new ReplayNondeterminismException(
                $"History event {e.EventId} ActivityTaskScheduled is activity {scheduled.ActivityId} of type " +
                $"{scheduled.ActivityType.Name}, the workflow code scheduled {this}");
        }

        scheduledEventId = e.EventId;
    }

    private void OnCompleted(HistoryEvent e) => Host.AddJob(new ActivationJob.ResolveActivity(
        command.Seq, PayloadRules.Single(e.ActivityTaskCompletedEventAttributes.Result, e), null));

    private void OnFailed(HistoryEvent e)
    {
        var failed = e.ActivityTaskFailedEventAttributes;
        Resolve("Activity task failed", failed.Failure, failed.StartedEventId, failed.Identity, failed.RetryState);
    }

    private void OnTimedOut(HistoryEvent e)
    {
        var timedOut = e.ActivityTaskTimedOutEventAttributes;
        Resolve("Activity task timed out", timedOut.Failure, timedOut.StartedEventId, string.Empty, timedOut.RetryState);
    }

    private void OnCanceled(HistoryEvent e)
    {
        var canceled = e.ActivityTaskCanceledEventAttributes;
        var cause = new Failure { Message = "Activity cancelled", CanceledFailureInfo = new() { Details = canceled.Details } };
        Resolve("Activity cancelled", cause, canceled.StartedEventId, canceled.Identity, RetryState.CancelRequested);
    }

    private void Drop()
    {
        schedule.Drop();
        TellCanceled();
    }

    private void CancelNow()
    {
        SendCancel();
        TellCanceled();
    }

    private void SendCancel() => Host.Enqueue(new(
        this,
        new Command
        {
            CommandType = CommandType.RequestCancelActivityTask,
            RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = scheduledEventId },
        },
        EventType.ActivityTaskCancelRequested));

    private void TellCanceled() => Resolve(
        "Activity cancelled",
        new Failure { Message = "Activity cancelled", CanceledFailureInfo = new() },
        0,
        string.Empty,
        RetryState.CancelRequested);

    private void Resolve(string message, Failure cause, long startedEventId, string identity, RetryState retryState)
    {
        var failure = new Failure
        {
            Message = message,
            Cause = cause,
            ActivityFailureInfo = new()
            {
                ScheduledEventId = scheduledEventId,
                StartedEventId = startedEventId,
                Identity = identity,
                ActivityType = new ActivityType { Name = command.Attributes.ActivityType.Name },
                ActivityId = Id,
                RetryState = retryState,
            },
        };
        Host.AddJob(new ActivationJob.ResolveActivity(command.Seq, null, failure));
    }
}
