using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Temporalio.Client.Outbound;

/// <summary>Updates: started once by their id, then asked after until they are done.</summary>
internal sealed class WorkflowUpdates(TemporalClient client)
{
    /// <summary>The result of an update, waiting as long as it takes.</summary>
    public static async Task<TResult> ResultAsync<TResult>(WorkflowUpdateHandle handle, RpcOptions? rpcOptions)
    {
        var outcome = handle.KnownOutcome ?? await PollAsync(handle, rpcOptions);
        var converter = handle.Client.ConverterFor(handle.WorkflowId);
        return outcome.ValueCase switch
        {
            Outcome.ValueOneofCase.Success => await converter.ToResultAsync<TResult>(outcome.Success.Payloads_),
            Outcome.ValueOneofCase.Failure => throw new WorkflowUpdateFailedException(
                await converter.ToExceptionAsync(outcome.Failure)),
            _ => throw new InvalidOperationException($"Update {handle.Id} has an outcome of an unknown kind"),
        };
    }

    public async Task<WorkflowUpdateHandle<TResult>> StartAsync<TResult>(StartWorkflowUpdateInput input)
    {
        var stage = StageOf(input.Options.WaitForStage);
        var request = await CreateRequestAsync(
            input.Id, input.Options.Id, input.Update, input.Args, input.Headers, stage);
        request.WorkflowExecution.RunId = input.RunId ?? string.Empty;
        request.FirstExecutionRunId = input.FirstExecutionRunId ?? string.Empty;
        var rpc = TemporalClient.DefaultRetryOptions(input.Options.Rpc);
        UpdateWorkflowExecutionResponse response;
        do
        {
            // The server answers after a while with what there is; the same id asks for the same update again.
            response = await GuardAsync(() => client.WorkflowService.UpdateWorkflowExecutionAsync(request, rpc));
        }
        while (response.Outcome is null && response.Stage < Stage.Accepted);

        var handle = new WorkflowUpdateHandle<TResult>(
            client,
            request.Request.Meta.UpdateId,
            input.Id,
            response.UpdateRef?.WorkflowExecution?.RunId is { Length: > 0 } run ? run : input.RunId)
        {
            KnownOutcome = response.Outcome,
        };
        return await AtStageAsync(handle, stage, rpc);
    }

    public async Task<UpdateWorkflowExecutionRequest> CreateRequestAsync(
        string workflowId,
        string? updateId,
        string update,
        IReadOnlyCollection<object?> args,
        IDictionary<string, Payload>? headers,
        Stage stage)
    {
        var converter = client.ConverterFor(workflowId);
        return new()
        {
            Namespace = client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = workflowId },
            WaitPolicy = new() { LifecycleStage = stage },
            Request = new()
            {
                Meta = new()
                {
                    UpdateId = updateId ?? Guid.NewGuid().ToString(),
                    Identity = client.Connection.Options.Identity,
                },
                Input = new()
                {
                    Name = update,
                    Args = await converter.ToArgumentsAsync(args),
                    Header = await converter.ToHeaderAsync(headers),
                },
            },
        };
    }

    /// <summary>The stage of the protocol.</summary>
    /// <exception cref="ArgumentException">Nobody can wait for it.</exception>
    public static Stage StageOf(WorkflowUpdateStage stage) => stage switch
    {
        WorkflowUpdateStage.Accepted => Stage.Accepted,
        WorkflowUpdateStage.Completed => Stage.Completed,
        WorkflowUpdateStage.None => throw new ArgumentException("WaitForStage is required to start an update"),
        _ => throw new ArgumentException("An update can be awaited until it is accepted or completed, not before"),
    };

    /// <summary>The handle when the update has come as far as was asked for.</summary>
    public static async Task<WorkflowUpdateHandle<TResult>> AtStageAsync<TResult>(
        WorkflowUpdateHandle<TResult> handle, Stage stage, RpcOptions rpc) =>
        handle.KnownOutcome is null && stage == Stage.Completed
            ? handle with { KnownOutcome = await PollAsync(handle, rpc) }
            : handle;

    private static async Task<Outcome> PollAsync(WorkflowUpdateHandle handle, RpcOptions? rpcOptions)
    {
        var request = new PollWorkflowExecutionUpdateRequest
        {
            Namespace = handle.Client.Options.Namespace,
            UpdateRef = new()
            {
                WorkflowExecution = new()
                {
                    WorkflowId = handle.WorkflowId,
                    RunId = handle.WorkflowRunId ?? string.Empty,
                },
                UpdateId = handle.Id,
            },
            Identity = handle.Client.Connection.Options.Identity,
            WaitPolicy = new() { LifecycleStage = Stage.Completed },
        };
        var rpc = TemporalClient.DefaultRetryOptions(rpcOptions);
        while (true)
        {
            var response = await GuardAsync(
                () => handle.Client.WorkflowService.PollWorkflowExecutionUpdateAsync(request, rpc));
            if (response.Outcome is { } outcome)
            {
                return outcome;
            }
        }
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException failure) when (failure.Code is Code.DeadlineExceeded or Code.Cancelled)
        {
            throw new WorkflowUpdateRpcTimeoutOrCanceledException(failure);
        }
        catch (OperationCanceledException canceled)
        {
            throw new WorkflowUpdateRpcTimeoutOrCanceledException(canceled);
        }
    }
}
