using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Scheduling, starting and losing workflow tasks. Repeated attempts (2 and up) and tasks for updates alone are not
/// written to history until one completes: their two events exist only in the reply to the poll. Completion is in <see
/// cref="WorkflowTaskCompletion"/>.
/// </summary>
internal sealed class WorkflowTaskRules(EngineCore core)
{
    private const int AttemptsBeforeBackoff = 3;
    private const int AttemptsBeforeNotReady = 3;
    private const double JitterShare = 0.2;

    private static readonly TimeSpan FirstExtraTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestExtraTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The worker fails task after task: queries would wait for ever.</summary>
    public static bool KeepsFailing(RunState state) => state.WorkflowTask is { Attempt: >= AttemptsBeforeNotReady };

    /// <summary>Schedules a task if the run has none and may have one.</summary>
    public void Ensure(Run run)
    {
        if (run.IsOpen && run.State.WorkflowTask is null && run.State.FirstWorkflowTaskTime is null)
        {
            Schedule(run);
        }
    }

    /// <summary>
    /// After events from outside: the worker must hear of them. Too many unseen ones end the started task, so that they
    /// are seen.
    /// </summary>
    public void AfterNews(Run run)
    {
        var buffer = run.State.Buffer;
        if (buffer.Count > Limits.BufferedEvents ||
            buffer.Sum(waiting => waiting.CalculateSize()) > Limits.BufferedBytes)
        {
            Fail(run, WorkflowTaskFailedCause.ForceCloseCommand, null, string.Empty);
        }

        if (run.NewEvents.Count > 0 && !HistoryGuard.Enforce(core, run))
        {
            Ensure(run);
        }
    }

    /// <summary>The first task does not wait for its delay any longer.</summary>
    public void EndFirstBackoff(Run run)
    {
        if (run.State.FirstWorkflowTaskTime is not null)
        {
            run.State.FirstWorkflowTaskTime = null;
            run.IsChanged = true;
            Ensure(run);
        }
    }

    /// <param name="run">The run; without a pending task.</param>
    /// <param name="originallyScheduled">Set by heartbeats, which keep the time of the first of them.</param>
    public void Schedule(Run run, DateTimeOffset? originallyScheduled = null) =>
        Add(run, originallyScheduled, isSpeculative: false);

    /// <summary>
    /// Schedules a task for updates alone: it is not written unless something comes of it, and it does not wait for a
    /// delay of the first task.
    /// </summary>
    public void ScheduleForUpdate(Run run) => Add(run, null, isSpeculative: run.State.NextWorkflowTaskAttempt <= 1);

    /// <summary>Takes a task for updates alone back that nobody has taken: the updates are gone.</summary>
    public void DiscardUnstarted(Run run)
    {
        if (run.State.WorkflowTask is { IsSpeculative: true, StartedTime: null })
        {
            Discard(run);
        }
    }

    /// <summary>A task for updates alone of which nothing came leaves no trace.</summary>
    public void Discard(Run run)
    {
        WorkflowTaskMachine.Check(run.State, WorkflowTaskTrigger.Discard);
        run.State.WorkflowTask = null;
        run.IsTouched = true;
    }

    private void Add(Run run, DateTimeOffset? originallyScheduled, bool isSpeculative)
    {
        var state = run.State;
        WorkflowTaskMachine.Check(state, WorkflowTaskTrigger.Schedule);
        var attempt = Math.Max(1, state.NextWorkflowTaskAttempt);
        var named = attempt == 1 && state.Sticky is { } sticky ? sticky.TaskQueue : NormalQueue(state);
        var task = new WorkflowTaskState
        {
            Attempt = attempt,
            TaskQueue = named,
            ScheduledTime = core.Now.ToStamp(),
            OriginalScheduledTime = (originallyScheduled ?? core.Now).ToStamp(),
            StartToCloseTimeout = TimeoutOf(state, attempt).ToSpan(),
            IsSpeculative = isSpeculative,
        };
        state.WorkflowTask = task;
        if (isSpeculative)
        {
            run.IsTouched = true;
            task.ScheduleToStartDeadline = (core.Now + Limits.SpeculativeTaskPatience).ToStamp();
        }
        else
        {
            run.IsChanged = true;
        }

        if (attempt == 1 && !isSpeculative)
        {
            WriteScheduled(run, task);
        }

        if (named.Kind == TaskQueueKind.Sticky)
        {
            AwaitStickyWorker(run, task);
        }
    }

    /// <summary>A worker takes the task. Writes WFT_STARTED, or for a repeated attempt only reserves its ids.</summary>
    public void Start(Run run, string identity, string requestId, WorkerVersionStamp? workerVersion)
    {
        var state = run.State;
        WorkflowTaskMachine.Check(state, WorkflowTaskTrigger.Start);
        var task = state.WorkflowTask;
        if (task.HasNews)
        {
            task.Attempt = 1;
            WriteScheduled(run, task);
        }

        task.Identity = identity;
        task.RequestId = requestId;
        task.WorkerVersion = workerVersion;
        task.StartedTime = core.Now.ToStamp();
        task.ScheduleToStartDeadline = null;
        task.HistorySizeBytes = state.HistorySizeBytes;
        if (!task.IsWritten)
        {
            task.ScheduledEventId = state.NextEventId;
        }

        task.StartedEventId = task.IsWritten ? state.NextEventId : state.NextEventId + 1;
        task.SuggestContinueAsNew = state.HistorySizeBytes >= core.Options.SuggestContinueAsNewBytes ||
            task.StartedEventId >= core.Options.SuggestContinueAsNewEvents ||
            state.Updates.Count >= Limits.SuggestContinueAsNewUpdates;
        if (task.IsWritten)
        {
            run.Append(core.Now, WorkflowTaskEvents.Started(task));
        }

        run.IsChanged |= !task.IsSpeculative;
        run.IsTouched = true;
    }

    /// <summary>The two events of a started task that are not in history; empty for a written one.</summary>
    public IReadOnlyList<HistoryEvent> SyntheticEvents(RunState state)
    {
        if (state.WorkflowTask is not { IsWritten: false, StartedTime: not null } task)
        {
            return [];
        }

        var scheduled = WorkflowTaskEvents.Scheduled(task);
        scheduled.EventId = task.ScheduledEventId;
        var started = WorkflowTaskEvents.Started(task);
        started.EventId = task.StartedEventId;
        return [scheduled, started];
    }

    /// <summary>Writes what a started task has kept back; before its completion.</summary>
    public void WriteHeldBack(Run run)
    {
        run.WriteSpeculativeTask(core.Now);
        foreach (var held in SyntheticEvents(run.State))
        {
            run.Append(core.Now, held);
        }

        run.State.WorkflowTask.IsWritten = true;
    }

    /// <summary>The started task failed; a new one follows.</summary>
    public void Fail(Run run, WorkflowTaskFailedCause cause, Failure? failure, string identity)
    {
        WorkflowTaskMachine.Check(run.State, WorkflowTaskTrigger.Fail);
        WriteFailed(run, cause, failure, identity);
        Repeat(run);
    }

    /// <summary>
    /// The run is about to be closed: a started task fails without a successor. One that nobody has taken stays as it
    /// is, for the record.
    /// </summary>
    public void FailForClose(Run run)
    {
        DiscardUnstarted(run);
        if (WorkflowTaskMachine.Of(run.State) == WorkflowTaskStatus.Started)
        {
            WorkflowTaskMachine.Check(run.State, WorkflowTaskTrigger.Drop);
            WriteFailed(run, WorkflowTaskFailedCause.ForceCloseCommand, null, HistoryGuard.Identity);
            run.State.WorkflowTask = null;
            run.FlushBuffer(core.Now);
        }
    }

    /// <summary>The task was not started (sticky queue) or not answered in time; a new one follows.</summary>
    public void TimeOut(Run run, TimeoutType timeoutType)
    {
        WorkflowTaskMachine.Check(run.State, WorkflowTaskTrigger.TimeOut);
        run.WriteSpeculativeTask(core.Now);
        var task = run.State.WorkflowTask;
        if (task.IsWritten)
        {
            run.Append(core.Now, WorkflowTaskEvents.TimedOut(task, timeoutType));
        }

        Repeat(run);
    }

    public void ClearStickiness(Run run)
    {
        var state = run.State;
        if (state.Sticky is null)
        {
            return;
        }

        state.Sticky = null;
        run.IsChanged = true;
        if (state.WorkflowTask is { StartedTime: null } waiting)
        {
            waiting.TaskQueue = NormalQueue(state);
            waiting.ScheduleToStartDeadline = waiting.IsSpeculative
                ? (core.Now + Limits.SpeculativeTaskPatience).ToStamp()
                : null;
        }
    }

    public static TaskQueue NormalQueue(RunState state) =>
        new() { Name = state.Started.TaskQueue.Name, Kind = TaskQueueKind.Normal };

    private void WriteScheduled(Run run, WorkflowTaskState task)
    {
        task.IsWritten = true;
        var scheduled = WorkflowTaskEvents.Scheduled(task);
        scheduled.EventTime = core.Now.ToStamp();
        task.ScheduledEventId = run.Append(core.Now, scheduled).EventId;
    }

    private void WriteFailed(Run run, WorkflowTaskFailedCause cause, Failure? failure, string identity)
    {
        run.WriteSpeculativeTask(core.Now);
        if (run.State.WorkflowTask is { IsWritten: true } task)
        {
            run.Append(core.Now, WorkflowTaskEvents.Failed(task, cause, failure, identity));
        }
    }

    /// <summary>
    /// After a lost task: the buffer goes to history and the next attempt is scheduled. It counts on only if the run
    /// was not sticky and nothing new came.
    /// </summary>
    private void Repeat(Run run)
    {
        var state = run.State;
        var lost = state.WorkflowTask;
        var wasSticky = state.Sticky is not null;
        state.WorkflowTask = null;
        state.Sticky = null;
        var news = run.FlushBuffer(core.Now);
        state.NextWorkflowTaskAttempt = wasSticky || news > 0 || lost.StartedTime is null ? 1 : lost.Attempt + 1;
        core.Queries.OnWorkflowTaskLost(run);
        core.Updates.OnWorkflowTaskLost(run);
        Schedule(run);
    }

    private void AwaitStickyWorker(Run run, WorkflowTaskState task)
    {
        var queue = new TaskQueueKey(run.Key.NamespaceId, task.TaskQueue.Name, TaskQueueType.Workflow);
        if (core.Matcher.IsStickyQueueServed(queue, core.CallersNow))
        {
            task.ScheduleToStartDeadline = (core.Now + run.State.Sticky.ScheduleToStartTimeout.Read()).ToStamp();
        }
        else
        {
            ClearStickiness(run);
        }
    }

    /// <summary>There is no pause between attempts; from the fourth on it is the timeout that grows.</summary>
    private TimeSpan TimeoutOf(RunState state, int attempt)
    {
        var timeout = state.Started.WorkflowTaskTimeout.Read();
        if (attempt <= AttemptsBeforeBackoff)
        {
            return timeout;
        }

        var doublings = Math.Min(attempt - AttemptsBeforeBackoff - 1, 30);
        var extra = Math.Min(FirstExtraTimeout.TotalSeconds * Math.Pow(2, doublings), LongestExtraTimeout.TotalSeconds);
        return timeout + TimeSpan.FromSeconds(extra * (1 - (JitterShare * core.Ids.NextUnit())));
    }
}
