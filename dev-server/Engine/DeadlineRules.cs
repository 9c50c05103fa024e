using DirectedExecution.DevServer.Engine.Batches;
using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What happens when a moment has come.</summary>
internal sealed class DeadlineRules(EngineCore core, BatchRules batches)
{
    public void FireDue()
    {
        while (core.DeadlineQueue.TakeExpiry(core.CallersNow) is { } expiry)
        {
            if (!expiry.Ticket.IsDone)
            {
                expiry.Fire();
            }
        }

        while (core.DeadlineQueue.TakeChange(core.Now) is { } subject)
        {
            if (subject is RetentionEnd retention)
            {
                core.Removal.OnRetentionEnd(retention);
            }
            else if (subject is BatchDue batch)
            {
                batches.OnDue(batch.Key);
            }
            else if (subject is ScheduleDue schedule)
            {
                core.Scheduling.OnDue(schedule.Key);
            }
            else if (subject is RunKey key && core.Runs.Find(key) is { IsOpen: true, Deadline: { } due } run &&
                due <= core.Now)
            {
                run.Deadline = null;
                FireRun(run);
            }
        }
    }

    /// <summary>
    /// All that is due on a run, earliest first, in one transaction: timers due together share a workflow task.
    /// </summary>
    private void FireRun(Run run)
    {
        while (run.IsOpen && Due(run) is { } deadline)
        {
            Fire(run, deadline);
        }

        if (run.IsChanged)
        {
            core.WorkflowTasks.AfterNews(run);
            core.Transactions.Close(run);
        }
        else
        {
            core.Transactions.Reconcile(run);
        }
    }

    private Deadline? Due(Run run)
    {
        Deadline? first = null;
        foreach (var deadline in Deadlines.Of(run.State))
        {
            if (deadline.Kind != DeadlineKind.ActivityDispatch && deadline.Due <= core.Now &&
                (first is null || deadline.Due < first.Value.Due))
            {
                first = deadline;
            }
        }

        return first;
    }

    private void Fire(Run run, Deadline deadline)
    {
        switch (deadline.Kind)
        {
            case DeadlineKind.ExecutionTimeout:
                core.Chains.TimeOut(run, isWholeExecution: true);
                break;
            case DeadlineKind.RunTimeout:
                core.Chains.TimeOut(run, isWholeExecution: false);
                break;
            case DeadlineKind.FirstWorkflowTask:
                core.WorkflowTasks.EndFirstBackoff(run);
                break;
            case DeadlineKind.WorkflowTaskStartToClose:
                core.WorkflowTasks.TimeOut(run, TimeoutType.StartToClose);
                break;
            case DeadlineKind.WorkflowTaskScheduleToStart:
                core.WorkflowTasks.TimeOut(run, TimeoutType.ScheduleToStart);
                break;
            case DeadlineKind.Timer:
                FireTimer(run, deadline.TimerId);
                break;
            default:
                core.Activities.TimeOut(
                    run, run.State.Activities[deadline.ScheduledEventId], ActivityTimeout(deadline.Kind));
                break;
        }
    }

    private static TimeoutType ActivityTimeout(DeadlineKind kind) => kind switch
    {
        DeadlineKind.ActivityScheduleToClose => TimeoutType.ScheduleToClose,
        DeadlineKind.ActivityScheduleToStart => TimeoutType.ScheduleToStart,
        DeadlineKind.ActivityHeartbeat => TimeoutType.Heartbeat,
        _ => TimeoutType.StartToClose,
    };

    private void FireTimer(Run run, string timerId)
    {
        var timer = run.State.Timers[timerId];
        run.State.Timers.Remove(timerId);
        run.Record(core.Now, new HistoryEvent
        {
            EventType = EventType.TimerFired,
            TimerFiredEventAttributes = new TimerFiredEventAttributes
            {
                TimerId = timerId,
                StartedEventId = timer.StartedEventId,
            },
        });
    }
}
