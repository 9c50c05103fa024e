using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker.Polling;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>
/// Tells the server how attempts go and end. A result is the only trace of what was done, so it is sent again until the
/// server has it, refuses it, or cannot wait for it any more.
/// </summary>
internal sealed class ActivityReporter(WorkerSetup setup, ILogger logger)
{
    /// <summary>How long a result is sent again when the attempt has no timeout to go by.</summary>
    private static readonly TimeSpan WithoutTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public async Task<HeartbeatReply> HeartbeatAsync(
        PollActivityTaskQueueResponse task, IReadOnlyCollection<Payload> details, CancellationToken cancellationToken)
    {
        var request = new RecordActivityTaskHeartbeatRequest
        {
            TaskToken = task.TaskToken,
            Identity = setup.Identity,
            Namespace = setup.Namespace,
            Details = new() { Payloads_ = { details } },
        };
        try
        {
            var reply = await setup.Service
                .RecordActivityTaskHeartbeatAsync(request, WorkerSetup.Retrying(cancellationToken))
                .ConfigureAwait(false);
            return Accepted(reply);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return new HeartbeatReply.Gone();
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                WorkerLog.HeartbeatNotSent(logger, task.ActivityType?.Name, task.ActivityId, e);
            }
            return new HeartbeatReply.Failed();
        }
    }

    public Task CompleteAsync(PollActivityTaskQueueResponse task, Payload result, CancellationToken stop)
    {
        var request = new RespondActivityTaskCompletedRequest
        {
            TaskToken = task.TaskToken,
            Identity = setup.Identity,
            Namespace = setup.Namespace,
            Result = new() { Payloads_ = { result } },
            DeploymentOptions = setup.Deployment,
        }.Stamped(setup);
        return ReportAsync(task, o => setup.Service.RespondActivityTaskCompletedAsync(request, o), stop);
    }

    public Task FailAsync(PollActivityTaskQueueResponse task, Failure failure, CancellationToken stop)
    {
        var request = new RespondActivityTaskFailedRequest
        {
            TaskToken = task.TaskToken,
            Identity = setup.Identity,
            Namespace = setup.Namespace,
            Failure = failure,
            DeploymentOptions = setup.Deployment,
        }.Stamped(setup);
        return ReportAsync(task, o => setup.Service.RespondActivityTaskFailedAsync(request, o), stop);
    }

    public Task CancelAsync(PollActivityTaskQueueResponse task, Payloads? details, CancellationToken stop)
    {
        var request = new RespondActivityTaskCanceledRequest
        {
            TaskToken = task.TaskToken,
            Identity = setup.Identity,
            Namespace = setup.Namespace,
            Details = details,
            DeploymentOptions = setup.Deployment,
        }.Stamped(setup);
        return ReportAsync(task, o => setup.Service.RespondActivityTaskCanceledAsync(request, o), stop);
    }

    private static HeartbeatReply.Accepted Accepted(RecordActivityTaskHeartbeatResponse reply)
    {
        var reason = reply switch
        {
            { CancelRequested: true } => ActivityCancelReason.CancelRequested,
            { ActivityReset: true } => ActivityCancelReason.Reset,
            { ActivityPaused: true } => ActivityCancelReason.Paused,
            _ => ActivityCancelReason.None,
        };
        return new(reason, reason == ActivityCancelReason.None ? null : new()
        {
            IsCancelRequested = reply.CancelRequested,
            IsReset = reply.ActivityReset,
            IsPaused = reply.ActivityPaused,
        });
    }

    private async Task ReportAsync<TReply>(
        PollActivityTaskQueueResponse task, Func<RpcOptions, Task<TReply>> call, CancellationToken stop)
        where TReply : IMessage
    {
        var limit = task.StartToCloseTimeout?.ToTimeSpan() is { } timeout && timeout > TimeSpan.Zero
            ? timeout
            : WithoutTimeout;
        var giveUp = setup.Time.GetUtcNow() + limit;
        while (true)
        {
            try
            {
                await call(WorkerSetup.Retrying(CancellationToken.None)).ConfigureAwait(false);
                return;
            }
            catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
            {
                WorkerLog.ActivityResultNotWanted(logger, task.ActivityType?.Name, task.ActivityId);
                return;
            }
            catch (RpcException e)
            {
                // A worker that stops tries once more and no longer: it must not hang on a dead server.
                if (!PollRetry.CanPass(e.Code) || stop.IsCancellationRequested || setup.Time.GetUtcNow() > giveUp)
                {
                    WorkerLog.ActivityResultLost(logger, task.ActivityType?.Name, task.ActivityId, e);
                    return;
                }
                WorkerLog.ActivityResultDelayed(logger, task.ActivityType?.Name, task.ActivityId, e);
            }
            try
            {
                await Task.Delay(RetryDelay, setup.Time, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Stopping: one last try follows.
            }
        }
    }
}
