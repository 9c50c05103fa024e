using System.Diagnostics;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker.LocalActivityTasks;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>
/// One cached run: the replay machine and the workflow instance on top of it. Used by one caller at a time.
/// </summary>
internal sealed class WorkflowRun
{
    // The part of a workflow task's timeout for which it is held for local activities.
    private const double HeldPart = 0.8;

    // What the server takes where a start names none.
    private static readonly TimeSpan DefaultTaskTimeout = TimeSpan.FromSeconds(10);

    // The only name in a query activation that no server can have given.
    private const string LegacyQueryId = "";

    private readonly WorkflowRunContext context;
    private readonly WorkflowRunStart start;
    private readonly ReplayMachine machine;
    private readonly WorkflowRunCodec codec;
    private readonly WorkflowRunThread thread;
    private readonly LocalActivityRun? locals;
    private WorkflowInstance? instance;
    private bool isEvicted;
    private DateTimeOffset? startedAt;

    public WorkflowRun(WorkflowRunContext context, WorkflowRunStart start)
    {
        this.context = context;
        this.start = start;
        machine = new(context.Namespace, version: context.DeploymentVersion);
        codec = new(context, start);
        thread = new(context.DeadlockTimeout);
        locals = context.OpenLocalActivities?.Invoke(start);
    }

    /// <summary>
    /// Gets the started event that the cached state covers: a task that goes on behind it needs no replay.
    /// </summary>
    public long LastStartedEventId => machine.LastStartedEventId;

    /// <summary>Gets a task that ends when no user code runs any more; it may never end for code that blocks.</summary>
    public Task Idle => thread.Idle;

    /// <summary>Gets or sets a value indicating whether the server has accepted the end of the run.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Gets how long the last task replayed before it went on; null if it did not.</summary>
    public TimeSpan? ReplayTime { get; private set; }

    /// <summary>Gets the time from the start of the run to its last task, by the server's clock.</summary>
    public TimeSpan? RunTime { get; private set; }

    /// <summary>
    /// Decodes, applies and runs one task, and encodes its answer. Never throws for what user code did.
    /// </summary>
    public async ValueTask<WorkflowTaskResult> HandleAsync(WorkflowTask task)
    {
        ObjectDisposedException.ThrowIf(isEvicted, this);
        try
        {
            if (thread.IsStuck)
            {
                throw new WorkflowRunDeadlockException(context.DeadlockTimeout);
            }

            ReplayTime = null;
            NoteTimes(task);
            var begun = context.Clock.GetUtcNow();
            var decoded = await codec.DecodeAsync(task);
            RequireSense(decoded);
            var outcome = await thread.RunAsync(progress => Run(decoded, progress)) ?? await HoldAsync(decoded, begun);
            return await AnswerAsync(decoded, outcome.Output, outcome.Answers);
        }
        catch (Exception e)
        {
            return await FailAsync(task, e);
        }
    }

    /// <summary>
    /// The server has dropped the last, speculative task: forgets it. Called with <c>reset_history_event_id</c> of the
    /// response to a completion, when that is set.
    /// </summary>
    public void ResetTo(long startedEventId) => machine.ResetTo(startedEventId);

    /// <summary>Drops the instance without running any user code, finally blocks included.</summary>
    public void Evict()
    {
        isEvicted = true;
        instance = null;
        locals?.Close();
    }

    private void NoteTimes(WorkflowTask task)
    {
        if (task.Events is [{ EventId: 1 } first, ..])
        {
            startedAt = first.EventTime?.ToDateTimeOffset();
        }

        var started = task.Events.LastOrDefault(e => e.EventType == EventType.WorkflowTaskStarted)?.EventTime;
        if (started is not null)
        {
            RunTime = started.ToDateTimeOffset() - startedAt;
        }
    }

    private void RequireSense(WorkflowTask task)
    {
        if (task.LegacyQuery is null)
        {
            return;
        }

        if (task.Queries.Count > 0)
        {
            throw new InvalidOperationException("A workflow task cannot have queries of both kinds");
        }

        if (task.Events.Count == 0 && task.PreviousStartedEventId > 0 && machine.LastStartedEventId > task.PreviousStartedEventId)
        {
            throw new InvalidOperationException("Query expired: the workflow has gone on");
        }
    }

    // Null when the task is to be held for local activities.
    private Outcome? Run(WorkflowTask task, WorkflowRunProgress progress)
    {
        machine.Begin(new(task.Events, task.PreviousStartedEventId, task.Messages));
        ActivateAll(progress);
        var isHeld = task.LegacyQuery is null && locals is not null && machine.OutstandingLocalActivities > 0;
        return isHeld ? null : Finish(task, progress);
    }

    private void ActivateAll(WorkflowRunProgress progress)
    {
        var begun = Stopwatch.GetTimestamp();
        var replays = false;
        while (machine.Next() is { } activation)
        {
            if (replays && !activation.IsReplaying)
            {
                ReplayTime = Stopwatch.GetElapsedTime(begun);
            }

            replays = activation.IsReplaying;
            progress.Advance();
            machine.Apply(Activate(InstanceOrNew(), activation), context.Clock.GetUtcNow().UtcDateTime);
        }
    }

    private Outcome Finish(WorkflowTask task, WorkflowRunProgress progress)
    {
        var questions = task.Queries.Select(q => new ActivationJob.RunQuery(q.Key, q.Value)).ToList();
        if (task.LegacyQuery is { } legacy)
        {
            questions.Add(new(LegacyQueryId, legacy));
        }

        if (questions.Count == 0)
        {
            return new(machine.Finish(), new Dictionary<string, WorkflowQueryResult>());
        }

        progress.Advance();
        var asked = instance ?? throw new InvalidOperationException("Query on a workflow that has not begun");
        asked.Activate(machine.Ask(questions));
        return new(machine.Finish(), new Dictionary<string, WorkflowQueryResult>(asked.QueryResults));
    }

    // Keeps the task open while local activities are under way, and tells the code of each that ends. Shortly before
    // the server would give the task up it is answered, and the next one goes on.
    private async Task<Outcome> HoldAsync(WorkflowTask task, DateTimeOffset begun)
    {
        var until = begun + (TaskTimeout * HeldPart);
        while (true)
        {
            await CarryOutAsync(machine.TakeLocalActivityDemands());
            if (machine.OutstandingLocalActivities == 0 || await locals!.NextAsync(until) is not { } ended)
            {
                break;
            }

            var end = await codec.DecodeAsync(ended.Request, ended.End);
            await thread.RunAsync(progress =>
            {
                machine.Resolve(end);
                ActivateAll(progress);
                return true;
            });
        }

        return await thread.RunAsync(progress => Finish(task, progress));
    }

    private async Task CarryOutAsync(LocalActivityDemands demands)
    {
        foreach (var seq in demands.Cancel)
        {
            locals?.Cancel(seq);
        }

        foreach (var request in demands.Start)
        {
            locals?.Start(await codec.EncodeAsync(request));
        }

        if (demands.CancelAll)
        {
            locals?.CancelAll();
        }
    }

    private IReadOnlyList<WorkflowCommand> Activate(WorkflowInstance active, Activation activation)
    {
        try
        {
            var commands = active.Activate(activation);
            context.TaskCompleted(active, null);
            return commands;
        }
        catch (Exception e)
        {
            context.TaskCompleted(active, e);
            throw;
        }
    }

    private WorkflowInstance InstanceOrNew()
    {
        if (instance is null)
        {
            var definition = context.Workflows.Find(start.WorkflowType) ?? throw new ApplicationFailureException(
                $"Workflow type {start.WorkflowType} is not registered on this worker, available workflows: " +
                string.Join(", ", context.Workflows.Names),
                errorType: "NotFoundError");
            instance = new(context, start, definition);
        }

        return instance;
    }

    private TimeSpan TaskTimeout =>
        instance?.Info is { TaskTimeout: var timeout } && timeout > TimeSpan.Zero ? timeout : DefaultTaskTimeout;

    private async Task<WorkflowTaskResult> AnswerAsync(
        WorkflowTask task, ReplayOutput output, IReadOnlyDictionary<string, WorkflowQueryResult> answers)
    {
        foreach (var answer in answers.Values)
        {
            await codec.EncodeAsync(answer);
        }

        if (task.LegacyQuery is not null)
        {
            var answer = answers[LegacyQueryId];
            return answer.ResultType == QueryResultType.Answered
                ? new WorkflowTaskResult.QueryAnswered(answer.Answer)
                : new WorkflowTaskResult.QueryFailed(answer.ErrorMessage, answer.Failure, Evict: false);
        }

        var laterAttempts = 0;
        if (locals is not null)
        {
            // What the code asked to stop, or left under way when it ended.
            await CarryOutAsync(machine.TakeLocalActivityDemands());
            laterAttempts = locals.EndTask();
        }

        // Machines keep their commands until the history mirrors them: what is encoded is a copy.
        Command[] commands = [.. output.Commands.Select(c => c.Clone())];
        await codec.EncodeAsync(commands);
        var named = instance?.VersioningBehavior ?? Common.VersioningBehavior.Unspecified;
        var behavior = named == Common.VersioningBehavior.Unspecified ? context.DefaultVersioningBehavior : named;
        return new WorkflowTaskResult.Completed(
            commands,
            answers,
            await codec.EncodeAsync(output.Messages),
            context.SdkMetadataSupported ? output.Metadata : null,
            (VersioningBehavior)behavior,
            output.IsTerminal)
        {
            ForcesNewTask = locals is not null && machine.OutstandingLocalActivities > 0,
            LaterLocalAttempts = laterAttempts,
        };
    }

    private async Task<WorkflowTaskResult> FailAsync(WorkflowTask task, Exception exception)
    {
        var reported = exception is ReplayNondeterminismException
            ? new WorkflowNondeterminismException(
                $"{exception.Message}. Workflow type {start.WorkflowType}, id {start.WorkflowId}, run {start.RunId}", exception)
            : exception;
        var failure = await codec.FailureOfAsync(reported);
        if (task.LegacyQuery is not null)
        {
            return new WorkflowTaskResult.QueryFailed(reported.Message, failure, Evict: true);
        }

        if (reported is not WorkflowNondeterminismException)
        {
            return new WorkflowTaskResult.Failed(WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, failure, reported);
        }

        return IsWorkflowFailure(reported)
            ? new WorkflowTaskResult.Completed(
                [EndCommands.Fail(failure).Command], new Dictionary<string, WorkflowQueryResult>(), [], null, default, true)
            : new WorkflowTaskResult.Failed(WorkflowTaskFailedCause.NonDeterministicError, failure, reported);
    }

    private bool IsWorkflowFailure(Exception e) => !context.IsReplayOnly && context.FailureExceptionTypes
        .Concat(context.Workflows.Find(start.WorkflowType)?.FailureExceptionTypes ?? [])
        .Any(type => type.IsInstanceOfType(e));

    private sealed record Outcome(ReplayOutput Output, IReadOnlyDictionary<string, WorkflowQueryResult> Answers);
}
