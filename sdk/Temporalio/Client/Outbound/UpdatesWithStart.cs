using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Temporalio.Client.Outbound;

/// <summary>
/// Updates that start their workflow if need be: both in one call, of which neither happens without the other.
/// </summary>
internal sealed class UpdatesWithStart(TemporalClient client, WorkflowStarts starts, WorkflowUpdates updates)
{
    public async Task<WorkflowUpdateHandle<TResult>> StartAsync<TResult>(StartUpdateWithStartWorkflowInput input)
    {
        var operation = input.Options.StartWorkflowOperation ??
            throw new ArgumentException("Start workflow operation is required in options");
        if (!operation.TryMarkUsed())
        {
            throw new ArgumentException("Start operation already used");
        }

        try
        {
            return await StartAsync<TResult>(input, operation);
        }
        catch (Exception e)
        {
            var cause = CauseOf(e, operation);
            operation.Fail(cause);
            if (cause == e)
            {
                throw;
            }

            throw cause;
        }
    }

    private static void RequireSense(WorkflowOptions options)
    {
        var fault = options switch
        {
            { Id: null } => "ID required to start workflow",
            { TaskQueue: null } => "Task queue required to start workflow",
            { StartSignal: not null } or { StartSignalArgs: not null } =>
                "Cannot have start signal on update with start",
            { RequestEagerStart: true } => "Cannot request eager start on update with start",
            { IdConflictPolicy: WorkflowIdConflictPolicy.Unspecified } =>
                "Workflow ID conflict policy required for update with start",
            { Rpc: not null } => "Cannot set RPC options on start options, set them on the update options",
            _ => null,
        };
        if (fault is not null)
        {
            throw new ArgumentException(fault);
        }
    }

    private async Task<WorkflowUpdateHandle<TResult>> StartAsync<TResult>(
        StartUpdateWithStartWorkflowInput input, WithStartWorkflowOperation operation)
    {
        RequireSense(operation.Options);
        var id = operation.Options.Id!;
        var stage = WorkflowUpdates.StageOf(input.Options.WaitForStage);
        var start = await starts.CreateRequestAsync(
            new(operation.Workflow, operation.Args, operation.Options, operation.Headers), id, client.ConverterFor(id));
        var update = await updates.CreateRequestAsync(
            id, input.Options.Id, input.Update, input.Args, input.Headers, stage);
        var request = new ExecuteMultiOperationRequest
        {
            Namespace = client.Options.Namespace,
            Operations =
            {
                new ExecuteMultiOperationRequest.Types.Operation { StartWorkflow = start },
                new ExecuteMultiOperationRequest.Types.Operation { UpdateWorkflow = update },
            },
        };
        var rpc = TemporalClient.DefaultRetryOptions(input.Options.Rpc);
        string runId;
        UpdateWorkflowExecutionResponse? updated;
        do
        {
            // The ids of both requests make a repeated call mean the same start and the same update.
            var response = await client.WorkflowService.ExecuteMultiOperationAsync(request, rpc);
            runId = response.Responses[0].StartWorkflow.RunId;
            operation.Complete(client, id, runId);
            updated = response.Responses[1].UpdateWorkflow;
        }
        while (updated is null || (updated.Outcome is null && updated.Stage < Stage.Accepted));

        var handle = new WorkflowUpdateHandle<TResult>(client, update.Request.Meta.UpdateId, id, runId)
        {
            KnownOutcome = updated.Outcome,
        };
        return await WorkflowUpdates.AtStageAsync(handle, stage, rpc);
    }

    // The first operation that failed for a reason of its own, in the words that each has when it stands alone.
    private static Exception CauseOf(Exception e, WithStartWorkflowOperation operation)
    {
        var failure = (e as RpcException)?.FirstDetail<MultiOperationExecutionFailure>()?.Statuses.FirstOrDefault(
            status => status.Code != (int)Code.OK &&
                !(status.Details.Count > 0 && status.Details[0].Is(MultiOperationExecutionAborted.Descriptor)));
        var cause = failure is null ? e : new RpcException(
            (Code)failure.Code, failure.Message, ToBytes(failure));
        return cause switch
        {
            OperationCanceledException or RpcException { Code: Code.DeadlineExceeded or Code.Cancelled } =>
                new WorkflowUpdateRpcTimeoutOrCanceledException(cause),
            RpcException { Code: Code.AlreadyExists } there
                when there.FirstDetail<WorkflowExecutionAlreadyStartedFailure>() is { } started =>
                new WorkflowAlreadyStartedException(
                    there.Message, operation.Options.Id ?? "<unknown>", operation.Workflow, started.RunId),
            _ => cause,
        };
    }

    private static byte[] ToBytes(MultiOperationExecutionFailure.Types.OperationStatus failure) =>
        Google.Protobuf.MessageExtensions.ToByteArray(
            new GrpcStatus { Code = failure.Code, Message = failure.Message, Details = { failure.Details } });
}
