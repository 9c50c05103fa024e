using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Batch.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Operation = Temporalio.Api.WorkflowService.V1.StartBatchOperationRequest.OperationOneofCase;

// The runs that a request names are in a field that newer APIs call old.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>Batch operations: begin, look at, stop.</summary>
internal sealed class BatchCalls(EngineCore core)
{
    /// <param name="request">What is asked.</param>
    /// <param name="select">The runs that its query selects; called when nothing else speaks against it.</param>
    public StartBatchOperationResponse Start(
        StartBatchOperationRequest request, Func<string, IReadOnlyList<WorkflowExecution>> select)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        BatchChecks.Check(request);
        var key = new BatchKey(owner.Id, request.JobId);
        if (core.Batches.Of(owner.Id).Any(other => other.IsRunning))
        {
            throw new RpcError(
                GrpcStatusCode.ResourceExhausted,
                "Max concurrent batch operations is reached",
                new ResourceExhaustedFailure
                {
                    Cause = ResourceExhaustedCause.ConcurrentLimit,
                    Scope = ResourceExhaustedScope.Namespace,
                });
        }

        if (core.Batches.Find(key) is not null)
        {
            throw new RpcError(
                GrpcStatusCode.AlreadyExists, $"Batch operation {request.JobId} has been there already.",
                new WorkflowExecutionAlreadyStartedFailure());
        }

        var targets = request.VisibilityQuery.Length > 0 ? select(request.VisibilityQuery) : [.. request.Executions];
        var asked = request.Clone();
        asked.Executions.Clear();
        var job = new BatchJob(
            new BatchState
            {
                Layout = BatchJob.Layout,
                NamespaceId = key.NamespaceId,
                JobId = key.JobId,
                Request = asked,
                Status = BatchOperationState.Running,
                StartTime = core.Now.ToStamp(),
                TargetCount = targets.Count,
            },
            targets);
        core.Batches.Put(job);
        core.Batches.Schedule(job, core.Now);
        return new StartBatchOperationResponse();
    }

    public DescribeBatchOperationResponse Describe(DescribeBatchOperationRequest request)
    {
        var state = Find(request.Namespace, request.JobId).State;
        return new DescribeBatchOperationResponse
        {
            OperationType = TypeOf(state.Request.OperationCase),
            JobId = state.JobId,
            State = state.Status,
            StartTime = state.StartTime,
            CloseTime = state.CloseTime,
            TotalOperationCount = state.TargetCount,
            CompleteOperationCount = state.CompleteCount,
            FailureOperationCount = state.FailureCount,
            Identity = BatchChecks.IdentityOf(state.Request),
            Reason = state.Request.Reason,
        };
    }

    public StopBatchOperationResponse Stop(StopBatchOperationRequest request)
    {
        if (request.Reason.Length == 0 && request.JobId.Length > 0)
        {
            throw RpcError.InvalidArgument("Reason is not set on request.");
        }

        var job = Find(request.Namespace, request.JobId);
        if (!job.IsRunning)
        {
            throw RpcError.NotFound("The batch operation is over already.");
        }

        var stopped = job.After(BatchTrigger.Stop, core.Now, state =>
        {
            state.StopIdentity = request.Identity;
            state.StopReason = request.Reason;
        });
        core.Batches.Put(stopped);
        core.Batches.Schedule(stopped, core.Now);
        return new StopBatchOperationResponse();
    }

    /// <summary>All of a namespace, in no order.</summary>
    public IReadOnlyList<BatchOperationInfo> List(string namespaceName) =>
    [
        .. core.Batches.Of(core.Catalog.GetNamespace(namespaceName).Id).Select(job => new BatchOperationInfo
        {
            JobId = job.State.JobId,
            State = job.State.Status,
            StartTime = job.State.StartTime,
            CloseTime = job.State.CloseTime,
        }),
    ];

    private static BatchOperationType TypeOf(Operation operation) => operation switch
    {
        Operation.TerminationOperation => BatchOperationType.Terminate,
        Operation.CancellationOperation => BatchOperationType.Cancel,
        Operation.SignalOperation => BatchOperationType.Signal,
        Operation.DeletionOperation => BatchOperationType.Delete,
        Operation.ResetOperation => BatchOperationType.Reset,
        Operation.UnpauseActivitiesOperation => BatchOperationType.UnpauseActivity,
        Operation.ResetActivitiesOperation => BatchOperationType.ResetActivity,
        Operation.UpdateActivityOptionsOperation => BatchOperationType.UpdateActivityOptions,
        Operation.UpdateWorkflowOptionsOperation => BatchOperationType.UpdateExecutionOptions,
        _ => BatchOperationType.Unspecified,
    };

    private BatchJob Find(string namespaceName, string jobId)
    {
        var owner = core.Catalog.GetNamespace(namespaceName);
        StartChecks.CheckId(jobId, "JobId");
        return core.Batches.Find(new BatchKey(owner.Id, jobId)) ??
            throw RpcError.NotFound($"Batch operation {jobId} is not found.");
    }
}
