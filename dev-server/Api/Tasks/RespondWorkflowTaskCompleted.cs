using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>The commands of a workflow task.</summary>
internal sealed class RespondWorkflowTaskCompleted(ApiContext context)
    : WorkflowRpc<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse>(
        context, RespondWorkflowTaskCompletedRequest.Parser)
{
    protected override Task<RespondWorkflowTaskCompletedResponse> HandleAsync(
        RespondWorkflowTaskCompletedRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondWorkflowTaskCompleted(request, now));
}
