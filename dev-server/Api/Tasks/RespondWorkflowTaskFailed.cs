using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>A worker could not carry out a workflow task.</summary>
internal sealed class RespondWorkflowTaskFailed(ApiContext context)
    : WorkflowRpc<RespondWorkflowTaskFailedRequest, RespondWorkflowTaskFailedResponse>(
        context, RespondWorkflowTaskFailedRequest.Parser)
{
    protected override Task<RespondWorkflowTaskFailedResponse> HandleAsync(
        RespondWorkflowTaskFailedRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondWorkflowTaskFailed(request, now));
}
