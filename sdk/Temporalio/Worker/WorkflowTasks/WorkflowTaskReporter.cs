using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Limits;
using Temporalio.Exceptions;
using Temporalio.Runtime.Metrics;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Answers workflow tasks. None of these calls throws for what the server says.</summary>
internal sealed class WorkflowTaskReporter(
    WorkerSetup setup, string? stickyQueue, ILogger logger, IEagerActivities? activities = null)
{
    /// <summary>Gets or sets a value indicating whether no more tasks are wanted, because the worker stops.</summary>
    public bool Draining { get; set; }

    private bool IsSticky => stickyQueue != null && !Draining;

    /// <summary>Completes a task.</summary>
    /// <returns>The server's answer; null when it did not take the completion.</returns>
    public async Task<RespondWorkflowTaskCompletedResponse?> CompleteAsync(
        PolledWorkflowTask task, WorkflowTaskResult.Completed result, RunMetrics metrics)
    {
        if (setup.ErrorLimit.CheckAll([.. result.Commands, .. result.Messages]) is { } exceeded)
        {
            LimitLog.Failed(
                logger, exceeded.What, $"Workflow task of {task.WorkflowId} {task.RunId}", exceeded.Size, exceeded.Limit);
            metrics.TaskFailed(WorkflowTaskFailedCause.PayloadsTooLarge);
            await SendFailureAsync(task, WorkflowTaskFailedCause.PayloadsTooLarge, exceeded.ToFailure()).ConfigureAwait(false);
            return null;
        }
        var eager = EagerActivities.Reserve(result.Commands, setup, Draining ? null : activities);
        var request = Completion(task, result);
        try
        {
            var answer = await setup.Service
                .RespondWorkflowTaskCompletedAsync(request, WorkerSetup.Retrying()).ConfigureAwait(false);
            foreach (var unasked in eager.Settle(answer.ActivityTasks))
            {
                // There is no slot for it, and the server gives it to another after its timeout.
                WorkerLog.EagerActivityNotExpected(logger, unasked.ActivityType?.Name, unasked.ActivityId);
            }
            return answer;
        }
        catch (RpcException e)
        {
            eager.Settle([]);
            await NotTakenAsync(task, e, metrics).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>
    /// Reports a failed task, the first time only: later attempts of it would fill the history with the same words.
    /// The server repeats the task by itself when it times out.
    /// </summary>
    public async Task FailAsync(PolledWorkflowTask task, WorkflowTaskFailedCause cause, Failure failure)
    {
        if (task.Response.Attempt == 1)
        {
            await SendFailureAsync(task, cause, failure).ConfigureAwait(false);
        }
    }

    /// <summary>Answers a question that came as a task of its own.</summary>
    public async Task AnswerQueryAsync(PolledWorkflowTask task, WorkflowTaskResult.QueryAnswered result)
    {
        var request = QueryReply(task);
        request.CompletedType = QueryResultType.Answered;
        request.QueryResult = result.Answer;
        if (await SendAsync(task, request).ConfigureAwait(false) is { } error && IsTooLarge(error))
        {
            await FailQueryAsync(task, error.Message, null).ConfigureAwait(false);
        }
    }

    /// <summary>Says that a question could not be answered.</summary>
    public async Task FailQueryAsync(PolledWorkflowTask task, string message, Failure? failure)
    {
        var request = QueryReply(task);
        request.CompletedType = QueryResultType.Failed;
        request.ErrorMessage = message;
        request.Failure = failure;
        await SendAsync(task, request).ConfigureAwait(false);
    }

    private async Task SendFailureAsync(PolledWorkflowTask task, WorkflowTaskFailedCause cause, Failure failure)
    {
        try
        {
            await setup.Service.RespondWorkflowTaskFailedAsync(
                new RespondWorkflowTaskFailedRequest
                {
                    TaskToken = task.Response.TaskToken,
                    Cause = cause,
                    Failure = failure,
                    Identity = setup.Identity,
                    Namespace = setup.Namespace,
                    DeploymentOptions = setup.Deployment,
                }.Stamped(setup),
                WorkerSetup.Retrying()).ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            WorkerLog.WorkflowTaskFailureNotTaken(logger, task.WorkflowId, task.RunId, e);
        }
    }

    private static bool IsTooLarge(RpcException e) =>
        e.Code == RpcException.StatusCode.ResourceExhausted &&
        e.Message.StartsWith("grpc:", StringComparison.Ordinal) &&
        e.Message.Contains("larger than max", StringComparison.Ordinal);

    private RespondWorkflowTaskCompletedRequest Completion(PolledWorkflowTask task, WorkflowTaskResult.Completed result)
    {
        var request = new RespondWorkflowTaskCompletedRequest
        {
            TaskToken = task.Response.TaskToken,
            Commands = { result.Commands },
            Identity = setup.Identity,
            Namespace = setup.Namespace,
            Messages = { result.Messages },
            SdkMetadata = result.SdkMetadata,
            Capabilities = new() { DiscardSpeculativeWorkflowTaskWithEvents = true },
            VersioningBehavior = result.VersioningBehavior,
            DeploymentOptions = setup.Deployment,
            WorkerInstanceKey = setup.InstanceKey,

            // A task in the answer brings only new events: of use only to a worker that keeps the run, as one does
            // that has local activities under way.
            ReturnNewWorkflowTask = IsSticky || (result.ForcesNewTask && !Draining),
            ForceCreateNewWorkflowTask = result.ForcesNewTask,
            MeteringMetadata = new() { NonfirstLocalActivityExecutionAttempts = (uint)result.LaterLocalAttempts },
        }.Stamped(setup);
        foreach (var (id, answer) in result.QueryResults)
        {
            request.QueryResults.Add(id, answer);
        }
        if (IsSticky)
        {
            request.StickyAttributes = new()
            {
                WorkerTaskQueue = new()
                {
                    Name = stickyQueue,
                    Kind = TaskQueueKind.Sticky,
                    NormalName = setup.TaskQueue,
                },
                ScheduleToStartTimeout =
                    Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(setup.Options.StickyQueueScheduleToStartTimeout),
            };
        }
        return request;
    }

    private RespondQueryTaskCompletedRequest QueryReply(PolledWorkflowTask task) =>
        new() { TaskToken = task.Response.TaskToken, Namespace = setup.Namespace };

    private async Task<RpcException?> SendAsync(PolledWorkflowTask task, RespondQueryTaskCompletedRequest request)
    {
        try
        {
            await setup.Service
                .RespondQueryTaskCompletedAsync(request, WorkerSetup.Retrying()).ConfigureAwait(false);
            return null;
        }
        catch (RpcException e)
        {
            if (e.Code != RpcException.StatusCode.NotFound)
            {
                WorkerLog.QueryAnswerNotTaken(logger, task.WorkflowId, task.RunId, e);
            }
            return e;
        }
    }

    private async Task NotTakenAsync(PolledWorkflowTask task, RpcException e, RunMetrics metrics)
    {
        if (e.Code == RpcException.StatusCode.InvalidArgument &&
            e.Message.Contains("UnhandledCommand", StringComparison.Ordinal))
        {
            // Something arrived while the workflow tried to close. The server has noted it; a new task comes.
            WorkerLog.WorkflowTaskOvertaken(logger, task.WorkflowId, task.RunId);
            return;
        }
        WorkerLog.WorkflowTaskNotTaken(logger, task.WorkflowId, task.RunId, e);
        if (IsTooLarge(e))
        {
            var failure = new Failure
            {
                Message = e.Message,
                ApplicationFailureInfo = new() { Type = "GrpcMessageTooLarge", NonRetryable = true },
            };
            metrics.TaskFailed(WorkflowTaskFailedCause.GrpcMessageTooLarge);
            await FailAsync(task, WorkflowTaskFailedCause.GrpcMessageTooLarge, failure).ConfigureAwait(false);
        }
    }
}
