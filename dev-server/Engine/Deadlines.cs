using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// All deadlines of a run, read off its state. There is no other record of them: what the state says is what fires,
/// also after a restart.
/// </summary>
internal static class Deadlines
{
    public static IEnumerable<Deadline> Of(RunState state)
    {
        if (state.Status != WorkflowExecutionStatus.Running)
        {
            return [];
        }

        return OfRun(state)
            .Concat(OfWorkflowTask(state.WorkflowTask))
            .Concat(state.Activities.Values.SelectMany(OfActivity))
            .Concat(state.Timers.Select(entry =>
                new Deadline(entry.Value.FireTime.ToDateTimeOffset(), DeadlineKind.Timer, 0, entry.Key)));
    }

    /// <summary>When the run must be looked at next; a dispatch that is over needs no second look.</summary>
    public static DateTimeOffset? Next(RunState state, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var deadline in Of(state))
        {
            if (deadline.Kind != DeadlineKind.ActivityDispatch || deadline.Due > now)
            {
                next = Times.Earlier(next, deadline.Due);
            }
        }

        return next;
    }

    private static IEnumerable<Deadline> OfRun(RunState state)
    {
        if (state.ExecutionExpirationTime.Read() is { } execution)
        {
            yield return new Deadline(execution, DeadlineKind.ExecutionTimeout);
        }

        if (state.RunExpirationTime.Read() is { } run)
        {
            yield return new Deadline(run, DeadlineKind.RunTimeout);
        }

        if (state.FirstWorkflowTaskTime.Read() is { } first)
        {
            yield return new Deadline(first, DeadlineKind.FirstWorkflowTask);
        }
    }

    private static IEnumerable<Deadline> OfWorkflowTask(WorkflowTaskState? task)
    {
        if (task?.StartedTime.Read() is { } started)
        {
            yield return new Deadline(started + task.StartToCloseTimeout.Read(), DeadlineKind.WorkflowTaskStartToClose);
        }
        else if (task?.ScheduleToStartDeadline.Read() is { } sticky)
        {
            yield return new Deadline(sticky, DeadlineKind.WorkflowTaskScheduleToStart);
        }
    }

    /// <summary>While an activity is paused, even while that is only asked for, no limit of its time counts.</summary>
    private static IEnumerable<Deadline> OfActivity(ActivityState activity)
    {
        if (activity.PauseInfo is not null)
        {
            yield break;
        }

        var id = activity.ScheduledEventId;
        if (activity.ExpirationTime.Read() is { } expiration)
        {
            yield return new Deadline(expiration, DeadlineKind.ActivityScheduleToClose, id);
        }

        if (activity.StartedTime.Read() is not { } started)
        {
            var dispatch = activity.ScheduledTime.ToDateTimeOffset();
            yield return new Deadline(dispatch, DeadlineKind.ActivityDispatch, id);
            if (activity.ScheduleToStartTimeout.Read() is var queueTime && queueTime > TimeSpan.Zero)
            {
                yield return new Deadline(dispatch + queueTime, DeadlineKind.ActivityScheduleToStart, id);
            }

            yield break;
        }

        if (activity.StartToCloseTimeout.Read() is var runTime && runTime > TimeSpan.Zero)
        {
            yield return new Deadline(started + runTime, DeadlineKind.ActivityStartToClose, id);
        }

        if (activity.HeartbeatTimeout.Read() is var beat && beat > TimeSpan.Zero)
        {
            var last = activity.LastHeartbeatTime.Read() is { } heartbeat && heartbeat > started ? heartbeat : started;
            yield return new Deadline(last + beat, DeadlineKind.ActivityHeartbeat, id);
        }
    }
}
