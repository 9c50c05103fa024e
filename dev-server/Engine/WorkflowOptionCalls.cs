using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>UpdateWorkflowExecutionOptions. No workflow task comes of it; the next ones go by what is new.</summary>
internal sealed class WorkflowOptionCalls(EngineCore core)
{
    public UpdateWorkflowExecutionOptionsResponse Update(UpdateWorkflowExecutionOptionsRequest request)
    {
        StartChecks.CheckId(request.WorkflowExecution?.WorkflowId ?? string.Empty, "WorkflowId");
        WorkflowOptions.Check(request.WorkflowExecutionOptions, request.UpdateMask);
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var run = core.Runs.Resolve(owner.Id, request.WorkflowExecution);
        if (!run.IsOpen)
        {
            throw RpcError.NotFound("workflow execution already completed");
        }

        var response = new UpdateWorkflowExecutionOptionsResponse();
        if (Apply(run, request.WorkflowExecutionOptions, request.UpdateMask, request.Identity))
        {
            response.UpdateTime = core.Now.ToStamp();
            core.Transactions.Close(run);
        }

        response.WorkflowExecutionOptions = WorkflowOptions.Of(run.State);
        return response;
    }

    /// <summary>Changes the run, as checked before.</summary>
    /// <returns>False: it is so already, and nothing is written.</returns>
    public bool Apply(Run run, WorkflowExecutionOptions wanted, FieldMask mask, string identity)
    {
        var current = WorkflowOptions.Of(run.State);
        var merged = WorkflowOptions.Merge(current, wanted, mask);
        if (merged.Equals(current))
        {
            return false;
        }

        var updated = WorkflowOptions.Event(merged, identity);
        WorkflowOptions.Apply(run.State, updated.WorkflowExecutionOptionsUpdatedEventAttributes);
        run.Record(core.Now, updated);
        return true;
    }
}
