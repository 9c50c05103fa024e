using System.Runtime.CompilerServices;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Common;
using Temporalio.Exceptions;

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
        if (options.Workflows.Count == 0)
        {
            throw new ArgumentException("Must have at least one workflow", nameof(options));
        }

        Options = (WorkflowReplayerOptions)options.Clone();
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
            BuildId = Options.BuildId ?? string.Empty,
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
        cancellationToken.ThrowIfCancellationRequested();
        var failure = await ReplayAsync(history);
        return failure is not null && throwOnReplayFailure ? throw failure : new(history, failure);
    }

    /// <summary>Replays histories.</summary>
    /// <param name="histories">Histories.</param>
    /// <param name="throwOnReplayFailure">Whether to throw at the first failure.</param>
    /// <param name="cancellationToken">Stops between histories.</param>
    /// <returns>What came of each.</returns>
    public async Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        IEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure = false,
        CancellationToken cancellationToken = default)
    {
        var results = new List<WorkflowReplayResult>();
        foreach (var history in histories)
        {
            results.Add(await ReplayWorkflowAsync(history, throwOnReplayFailure, cancellationToken));
        }

        return results;
    }

    /// <summary>Replays histories as they come.</summary>
    /// <param name="histories">Histories.</param>
    /// <param name="throwOnReplayFailure">Whether to throw at the first failure.</param>
    /// <param name="cancellationToken">Stops between histories.</param>
    /// <returns>What came of each.</returns>
    public async IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        IAsyncEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var history in histories.WithCancellation(cancellationToken))
        {
            yield return await ReplayWorkflowAsync(history, throwOnReplayFailure, cancellationToken);
        }
    }

    // The task that a worker with an empty cache would get for this history.
    private static WorkflowTask TaskOf(IReadOnlyList<HistoryEvent> events)
    {
        var starts = events.Where(e => e.EventType == EventType.WorkflowTaskStarted).Select(e => e.EventId).ToArray();
        return new()
        {
            Events = events,
            StartedEventId = starts.LastOrDefault(),
            PreviousStartedEventId = starts.Length > 1 ? starts[^2] : 0,
        };
    }

    private async Task<Exception?> ReplayAsync(WorkflowHistory history)
    {
        HistoryEvent[] events = [.. history.Events];
        if (events.FirstOrDefault()?.WorkflowExecutionStartedEventAttributes is not { } started)
        {
            return new InvalidWorkflowOperationException($"History of {history.Id} does not begin with WorkflowExecutionStarted");
        }

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
