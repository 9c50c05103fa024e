using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>An activity attempt failed.</summary>
internal sealed class RespondActivityTaskFailed(ApiContext context)
    : WorkflowRpc<RespondActivityTaskFailedRequest, RespondActivityTaskFailedResponse>(
        context, RespondActivityTaskFailedRequest.Parser)
{
    protected override Task<RespondActivityTaskFailedResponse> HandleAsync(
        RespondActivityTaskFailedRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondActivityTaskFailed(request, now));
}
