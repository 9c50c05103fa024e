using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Changes the priority of a run, or how it is versioned.</summary>
internal sealed class UpdateWorkflowExecutionOptions(ApiContext context)
    : WorkflowRpc<UpdateWorkflowExecutionOptionsRequest, UpdateWorkflowExecutionOptionsResponse>(
        context, UpdateWorkflowExecutionOptionsRequest.Parser)
{
    protected override Task<UpdateWorkflowExecutionOptionsResponse> HandleAsync(
        UpdateWorkflowExecutionOptionsRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.UpdateOptions(request, now));
}
