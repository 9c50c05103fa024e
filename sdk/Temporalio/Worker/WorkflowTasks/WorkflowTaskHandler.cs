using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Runtime.Metrics;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Carries out one task of one run, from the polled events to the accepted answer.</summary>
internal sealed class WorkflowTaskHandler(
    WorkerSetup setup, WorkflowRunContext runs, WorkflowTaskReporter reporter, ILogger logger)
{
    private readonly HistoryReader history = new(setup);

    /// <summary>Handles a task. Whoever calls owns the entry.</summary>
    /// <returns>The next task if the server's answer had one, and whether the state of the run is still good.</returns>
    public async Task<(PolledWorkflowTask? FollowUp, bool Keep)> HandleAsync(RunEntry entry, PolledWorkflowTask task)
    {
        var begun = setup.Time.GetTimestamp();
        var metrics = setup.Metrics.Run(task.Response.WorkflowType.Name);
        IReadOnlyList<HistoryEvent> events;
        try
        {
            events = await PrepareAsync(entry, task, metrics).ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            await HistoryMissingAsync(task, e).ConfigureAwait(false);
            return (null, false);
        }
        var result = await RunAsync(entry.Run!, task, events).ConfigureAwait(false);
        if (!task.IsQueryOnly)
        {
            metrics.TaskTook(setup.Time.GetElapsedTime(begun));
        }
        if (entry.Run!.ReplayTime is { } replay)
        {
            metrics.ReplayTook(replay);
        }
        return await AnswerAsync(entry.Run!, task, result, metrics).ConfigureAwait(false);
    }

    // Makes sure that the entry has a run that can take the task, and gets the events that it lacks.
    private async Task<IReadOnlyList<HistoryEvent>> PrepareAsync(
        RunEntry entry, PolledWorkflowTask task, RunMetrics metrics)
    {
        if (entry.Run is { } cached)
        {
            if (RunCoverage.Covers(cached.LastStartedEventId, task))
            {
                if (!task.IsQueryOnly && !task.HasHistoryFromStart)
                {
                    metrics.CacheHit();
                }
                return task.IsQueryOnly ? [] : await history.ReadRestAsync(task).ConfigureAwait(false);
            }
            setup.Metrics.ForcedEviction();
            cached.Evict();
            entry.Run = null;
        }
        if (!task.HasHistoryFromStart)
        {
            setup.Metrics.CacheMiss();
        }
        var events = await history.ReadFromStartAsync(task).ConfigureAwait(false);
        entry.Run = new(runs, new(task.WorkflowId, task.RunId, task.Response.WorkflowType.Name));
        return events;
    }

    private async Task<WorkflowTaskResult> RunAsync(
        WorkflowRun run, PolledWorkflowTask task, IReadOnlyList<HistoryEvent> events)
    {
        try
        {
            return await run.HandleAsync(new()
            {
                Events = events,

                // A question to a run that has gone on since is answered from its newer state, which the server has.
                PreviousStartedEventId = task.IsQueryOnly && events.Count == 0
                    ? run.LastStartedEventId
                    : task.Response.PreviousStartedEventId,
                Queries = task.Response.Queries,
                LegacyQuery = task.Response.Query,
                Messages = task.Response.Messages,
            }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A fault of this SDK, not of user code: the task is repeated, the workflow is not harmed.
            return new WorkflowTaskResult.Failed(
                WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, await FailureOfAsync(e).ConfigureAwait(false), e);
        }
    }

    private async Task<(PolledWorkflowTask? FollowUp, bool Keep)> AnswerAsync(
        WorkflowRun run, PolledWorkflowTask task, WorkflowTaskResult result, RunMetrics metrics)
    {
        switch (result)
        {
            case WorkflowTaskResult.Completed completed:
                if (await reporter.CompleteAsync(task, completed, metrics).ConfigureAwait(false) is not { } answer)
                {
                    return (null, false);
                }
                if (completed.IsTerminal)
                {
                    run.HasEnded = true;
                    metrics.Ended(completed.Commands, run.RunTime);
                }
                var followUp = answer.WorkflowTask is { TaskToken.IsEmpty: false } next
                    ? new PolledWorkflowTask(next)
                    : null;

                if (answer.ResetHistoryEventId > 0)
                {
                    // The task was one that only carried a message, and the server has dropped it from the history.
                    run.ResetTo(answer.ResetHistoryEventId);
                }
                return (followUp, !completed.IsTerminal);
            case WorkflowTaskResult.Failed failed:
                if (!task.IsQueryOnly)
                {
                    metrics.TaskFailed(failed.Cause);
                }
                WorkerLog.WorkflowTaskFails(
                    logger, task.Response.WorkflowType.Name, task.WorkflowId, task.RunId, failed.Cause, failed.Exception);
                await (task.IsQueryOnly
                    ? reporter.FailQueryAsync(task, failed.Exception.Message, failed.Failure)
                    : reporter.FailAsync(task, failed.Cause, failed.Failure)).ConfigureAwait(false);
                return (null, false);
            case WorkflowTaskResult.QueryAnswered answered:
                await reporter.AnswerQueryAsync(task, answered).ConfigureAwait(false);
                return (null, true);
            case WorkflowTaskResult.QueryFailed failed:
                await reporter.FailQueryAsync(task, failed.Message, failed.Failure).ConfigureAwait(false);
                return (null, !failed.Evict);
            default:
                throw new InvalidOperationException($"Unknown result {result}");
        }
    }

    // A question is left open, so that the server may ask another worker; a real task is given back at once.
    private async Task HistoryMissingAsync(PolledWorkflowTask task, RpcException e)
    {
        WorkerLog.HistoryNotRead(logger, task.WorkflowId, task.RunId, e);
        if (!task.IsQueryOnly && e.Code != RpcException.StatusCode.NotFound)
        {
            await reporter.FailAsync(
                task, WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, await FailureOfAsync(e).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
    }

    private async Task<Api.Failure.V1.Failure> FailureOfAsync(Exception exception)
    {
        try
        {
            return await setup.DataConverter.ToFailureAsync(exception).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return new() { Message = exception.Message, ApplicationFailureInfo = new() { Type = e.GetType().Name } };
        }
    }
}
