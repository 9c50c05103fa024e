using System.Runtime.CompilerServices;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Runtime;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>Replays histories against workflow code, to find out whether the code still does what they say.</summary>
public class WorkflowReplayer
{
    private readonly WorkflowRunContext context;

    /// <summary>Initializes a new instance of the <see cref="WorkflowReplayer" /> class.</summary>
    /// <param name="options">Options, with at least one workflow.</param>
    /// <exception cref="ArgumentException">There is no workflow, or one cannot be run.</exception>
    public WorkflowReplayer(WorkflowReplayerOptions options)
    {
        Options = (WorkflowReplayerOptions)options.Clone();
        foreach (var plugin in Options.Plugins ?? [])
        {
            plugin.ConfigureReplayer(Options);
        }

        if (Options.Workflows.Count == 0)
        {
            throw new ArgumentException("Must have at least one workflow", nameof(options));
        }

        context = new()
        {
            Namespace = Options.Namespace,
            TaskQueue = Options.TaskQueue,
            Workflows = new(Options.Workflows),
            DataConverter = Options.DataConverter,
            LoggerFactory = Options.LoggerFactory,
            InterceptWorkflow = root => (Options.Interceptors ?? []).Reverse()
                .Aggregate(root, (next, interceptor) => interceptor.InterceptWorkflow(next)),
            FailureExceptionTypes = Options.WorkflowFailureExceptionTypes ?? [],
            DeadlockTimeout = Options.DebugMode ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(2),
            TaskStarting = Options.OnTaskStarting,
            TaskCompleted = Options.OnTaskCompleted,
            Meter = (Options.Runtime ?? TemporalRuntime.Default).Meter,
            TracesCalls = !Options.DisableWorkflowTracingEventListener,
            DeploymentVersion = Options.BuildId is { Length: > 0 } buildId ? new(string.Empty, buildId) : null,
            IsReplayOnly = true,
        };
    }

    /// <summary>Gets the options.</summary>
    public WorkflowReplayerOptions Options { get; }

    /// <summary>Replays a history.</summary>
    /// <param name="history">History, complete or of an open workflow.</param>
    /// <param name="throwOnReplayFailure">
    /// Whether to throw what <see cref="WorkflowReplayResult.ReplayFailure" /> says.
    /// </param>
    /// <param name="cancellationToken">Stops before the replay begins.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="WorkflowNondeterminismException">The code does something else than the history.</exception>
    /// <exception cref="InvalidWorkflowOperationException">The replay failed otherwise.</exception>
    public async Task<WorkflowReplayResult> ReplayWorkflowAsync(
        WorkflowHistory history, bool throwOnReplayFailure = true, CancellationToken cancellationToken = default)
    {
        var results = await ReplayWorkflowsAsync([history], throwOnReplayFailure, cancellationToken);
        return results.First();
    }

    /// <summary>Replays histories.</summary>
    /// <param name="histories">Histories.</param>
    /// <param name="throwOnReplayFailure">Whether to throw at the first failure.</param>
    /// <param name="cancellationToken">Stops between histories.</param>
    /// <returns>What came of each.</returns>
    public Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        IEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure = false,
        CancellationToken cancellationToken = default)
    {
        Func<WorkflowReplayer, CancellationToken, Task<IEnumerable<WorkflowReplayResult>>> replay =
            (replayer, token) => replayer.ReplayAllAsync(histories, throwOnReplayFailure, token);
        foreach (var plugin in (Options.Plugins ?? []).Reverse())
        {
            var next = replay;
            replay = (replayer, token) => plugin.ReplayWorkflowsAsync(replayer, next, token);
        }

        return replay(this, cancellationToken);
    }

    /// <summary>Replays histories as they come.</summary>
    /// <param name="histories">Histories.</param>
    /// <param name="throwOnReplayFailure">Whether to throw at the first failure.</param>
    /// <param name="cancellationToken">Stops between histories.</param>
    /// <returns>What came of each.</returns>
    public IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        IAsyncEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure = false,
        CancellationToken cancellationToken = default)
    {
        Func<WorkflowReplayer, IAsyncEnumerable<WorkflowReplayResult>> replay =
            replayer => replayer.ReplayEachAsync(histories, throwOnReplayFailure, cancellationToken);
        foreach (var plugin in (Options.Plugins ?? []).Reverse())
        {
            var next = replay;
            replay = replayer => plugin.ReplayWorkflowsAsync(replayer, next, cancellationToken);
        }

        return replay(this);
    }

    // The task that a worker with an empty cache would get for this history: of one that waits at a started task that
    // task, of any other a question, for which all is done that was completed.
    private static WorkflowTask TaskOf(IReadOnlyList<HistoryEvent> events)
    {
        var (started, completed) = (0L, 0L);
        foreach (var e in events)
        {
            started = e.EventType == EventType.WorkflowTaskStarted ? e.EventId : started;
            completed = e.EventType == EventType.WorkflowTaskCompleted ? started : completed;
        }

        return new()
        {
            Events = events,
            PreviousStartedEventId = completed,
        };
    }

    private async Task<IEnumerable<WorkflowReplayResult>> ReplayAllAsync(
        IEnumerable<WorkflowHistory> histories, bool throwOnReplayFailure, CancellationToken cancellationToken)
    {
        var results = new List<WorkflowReplayResult>();
        foreach (var history in histories)
        {
            results.Add(await ReplayOneAsync(history, throwOnReplayFailure, cancellationToken));
        }

        return results;
    }

    private async IAsyncEnumerable<WorkflowReplayResult> ReplayEachAsync(
        IAsyncEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var history in histories.WithCancellation(cancellationToken))
        {
            yield return await ReplayOneAsync(history, throwOnReplayFailure, cancellationToken);
        }
    }

    private async Task<WorkflowReplayResult> ReplayOneAsync(
        WorkflowHistory history, bool throwOnReplayFailure, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var failure = await ReplayAsync(history);
        return failure is not null && throwOnReplayFailure ? throw failure : new(history, failure);
    }

    private async Task<Exception?> ReplayAsync(WorkflowHistory history)
    {
        HistoryEvent[] events = [.. history.Events];
        if (events.FirstOrDefault()?.WorkflowExecutionStartedEventAttributes is not { } started)
        {
            return new InvalidWorkflowOperationException($"History of {history.Id} does not begin with WorkflowExecutionStarted");
        }

        using var listening = context.TracesCalls ? CallListener.Listen() : null;
        var run = new WorkflowRun(context, new(history.Id, started.OriginalExecutionRunId, started.WorkflowType.Name));
        var result = await run.HandleAsync(TaskOf(events));
        run.Evict();
        return result switch
        {
            WorkflowTaskResult.Failed { Exception: WorkflowNondeterminismException e } => e,
            WorkflowTaskResult.Failed failed => new InvalidWorkflowOperationException(
                $"Replay of {history.Id} failed: {failed.Exception.Message}", failed.Exception),
            _ => null,
        };
    }
}
