using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>The result of an activity attempt.</summary>
internal sealed class RespondActivityTaskCompleted(ApiContext context)
    : WorkflowRpc<RespondActivityTaskCompletedRequest, RespondActivityTaskCompletedResponse>(
        context, RespondActivityTaskCompletedRequest.Parser)
{
    protected override Task<RespondActivityTaskCompletedResponse> HandleAsync(
        RespondActivityTaskCompletedRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondActivityTaskCompleted(request, now));
}
