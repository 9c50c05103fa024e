using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Ending a run from outside: cancel, terminate, delete; and the sticky-queue calls.</summary>
internal sealed class ControlCalls(EngineCore core, Dispatcher dispatcher)
{
    private const string DefaultReason = "terminated by user via frontend";
    private const string DeleteReason = "Delete workflow execution";

    /// <summary>A second request, or one for a closed run, is fine and does nothing.</summary>
    public RequestCancelWorkflowExecutionResponse RequestCancel(RequestCancelWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var run = core.Runs.ResolveInChain(owner.Id, request.WorkflowExecution, request.FirstExecutionRunId);
        core.Chains.RequestCancel(run, request.RequestId, new WorkflowExecutionCancelRequestedEventAttributes
        {
            Cause = request.Reason,
            Identity = request.Identity,
        });
        return new RequestCancelWorkflowExecutionResponse();
    }

    public TerminateWorkflowExecutionResponse Terminate(TerminateWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var run = core.Runs.ResolveInChain(owner.Id, request.WorkflowExecution, request.FirstExecutionRunId);
        if (!run.IsOpen)
        {
            throw RpcError.NotFound("workflow execution already completed");
        }

        var reason = request.Reason.Length > 0 ? request.Reason : DefaultReason;
        core.Chains.Terminate(run, reason, request.Details, request.Identity);
        core.Transactions.Close(run);
        return new TerminateWorkflowExecutionResponse();
    }

    public DeleteWorkflowExecutionResponse Delete(DeleteWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var run = core.Runs.Resolve(owner.Id, request.WorkflowExecution);
        if (run.IsOpen)
        {
            core.Chains.Terminate(run, DeleteReason, null, HistoryGuard.Identity);
            core.Transactions.Close(run);
        }

        core.Removal.Remove(run);
        return new DeleteWorkflowExecutionResponse();
    }

    public ResetStickyTaskQueueResponse ResetSticky(ResetStickyTaskQueueRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var run = core.Runs.Resolve(owner.Id, request.Execution);
        if (run.IsOpen)
        {
            core.WorkflowTasks.ClearStickiness(run);
            core.Transactions.Close(run);
        }

        return new ResetStickyTaskQueueResponse();
    }

    public ShutdownWorkerResponse ShutdownWorker(ShutdownWorkerRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        if (request.StickyTaskQueue.Length > 0)
        {
            dispatcher.ForgetSticky(owner.Id, request.StickyTaskQueue);
        }

        if (request.WorkerInstanceKey.Length > 0)
        {
            dispatcher.SendHome(owner.Id, request.WorkerInstanceKey);
        }

        return new ShutdownWorkerResponse();
    }
}
