using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Batch.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Operation = Temporalio.Api.WorkflowService.V1.StartBatchOperationRequest.OperationOneofCase;

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>What a batch operation does to one run, by the calls that do it to one.</summary>
internal sealed class BatchWork(
    EngineCore core,
    ControlCalls controls,
    SignalCalls signals,
    ResetCalls resets,
    WorkflowOptionCalls options,
    ActivityOperatorCalls activities)
{
    private readonly BatchResetPoint points = new(core);

    /// <summary>False: it is refused. A run that is gone, or has nothing of what is asked for, is done.</summary>
    public bool TryDo(BatchState state, WorkflowExecution target)
    {
        try
        {
            Do(core.Catalog.FindNamespaceById(state.NamespaceId)!.Name, state.Request, target);
            return true;
        }
        catch (RpcError refusal)
        {
            return refusal.Code == GrpcStatusCode.NotFound;
        }
    }

    private void Do(string namespaceName, StartBatchOperationRequest request, WorkflowExecution target)
    {
        switch (request.OperationCase)
        {
            case Operation.TerminationOperation:
                controls.Terminate(new TerminateWorkflowExecutionRequest
                {
                    Namespace = namespaceName,
                    WorkflowExecution = target,
                    Reason = request.Reason,
                    Details = request.TerminationOperation.Details?.Clone(),
                    Identity = request.TerminationOperation.Identity,
                });
                break;
            case Operation.CancellationOperation:
                controls.RequestCancel(new RequestCancelWorkflowExecutionRequest
                {
                    Namespace = namespaceName,
                    WorkflowExecution = target,
                    Reason = request.Reason,
                    Identity = request.CancellationOperation.Identity,
                });
                break;
            case Operation.SignalOperation:
                Signal(namespaceName, request.SignalOperation, target);
                break;
            case Operation.DeletionOperation:
                controls.Delete(new DeleteWorkflowExecutionRequest
                {
                    Namespace = namespaceName,
                    WorkflowExecution = target,
                });
                break;
            case Operation.ResetOperation:
                resets.Reset(points.Request(namespaceName, request, target));
                break;
            case Operation.UpdateWorkflowOptionsOperation:
                options.Update(new UpdateWorkflowExecutionOptionsRequest
                {
                    Namespace = namespaceName,
                    WorkflowExecution = target,
                    WorkflowExecutionOptions = request.UpdateWorkflowOptionsOperation.WorkflowExecutionOptions,
                    UpdateMask = request.UpdateWorkflowOptionsOperation.UpdateMask,
                    Identity = request.UpdateWorkflowOptionsOperation.Identity,
                });
                break;
            default:
                DoToActivities(namespaceName, request, target);
                break;
        }
    }

    private void Signal(string namespaceName, BatchOperationSignal wanted, WorkflowExecution target) =>
        signals.Send(new SignalWorkflowExecutionRequest
        {
            Namespace = namespaceName,
            WorkflowExecution = target,
            SignalName = wanted.Signal,
            Input = wanted.Input?.Clone(),
            Header = wanted.Header?.Clone(),
            Identity = wanted.Identity,
        });

    private void DoToActivities(string namespaceName, StartBatchOperationRequest request, WorkflowExecution target)
    {
        switch (request.OperationCase)
        {
            case Operation.UnpauseActivitiesOperation:
                activities.Unpause(Unpause(request.UnpauseActivitiesOperation, namespaceName, target));
                break;
            case Operation.ResetActivitiesOperation:
                activities.Reset(Reset(request.ResetActivitiesOperation, namespaceName, target));
                break;
            case Operation.UpdateActivityOptionsOperation:
                activities.UpdateOptions(
                    ChangeOptions(request.UpdateActivityOptionsOperation, namespaceName, target));
                break;
            default:
                throw new InvalidOperationException($"{request.OperationCase} is no operation that is carried out.");
        }
    }

    private static UnpauseActivityRequest Unpause(
        BatchOperationUnpauseActivities wanted, string namespaceName, WorkflowExecution target)
    {
        var request = new UnpauseActivityRequest
        {
            Namespace = namespaceName,
            Execution = target,
            Identity = wanted.Identity,
            ResetAttempts = wanted.ResetAttempts,
            ResetHeartbeat = wanted.ResetHeartbeat,
            Jitter = wanted.Jitter,
        };
        if (wanted.HasType)
        {
            request.Type = wanted.Type;
        }
        else
        {
            request.UnpauseAll = wanted.MatchAll;
        }

        return request;
    }

    private static ResetActivityRequest Reset(
        BatchOperationResetActivities wanted, string namespaceName, WorkflowExecution target)
    {
        var request = new ResetActivityRequest
        {
            Namespace = namespaceName,
            Execution = target,
            Identity = wanted.Identity,
            ResetHeartbeat = wanted.ResetHeartbeat,
            KeepPaused = wanted.KeepPaused,
            Jitter = wanted.Jitter,
            RestoreOriginalOptions = wanted.RestoreOriginalOptions,
        };
        if (wanted.HasType)
        {
            request.Type = wanted.Type;
        }
        else
        {
            request.MatchAll = wanted.MatchAll;
        }

        return request;
    }

    private static UpdateActivityOptionsRequest ChangeOptions(
        BatchOperationUpdateActivityOptions wanted, string namespaceName, WorkflowExecution target)
    {
        var request = new UpdateActivityOptionsRequest
        {
            Namespace = namespaceName,
            Execution = target,
            Identity = wanted.Identity,
            ActivityOptions = wanted.ActivityOptions?.Clone(),
            UpdateMask = wanted.UpdateMask,
            RestoreOriginal = wanted.RestoreOriginal,
        };
        if (wanted.HasType)
        {
            request.Type = wanted.Type;
        }
        else
        {
            request.MatchAll = wanted.MatchAll;
        }

        return request;
    }
}
