using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>An activity followed a request to cancel.</summary>
internal sealed class RespondActivityTaskCanceled(ApiContext context)
    : WorkflowRpc<RespondActivityTaskCanceledRequest, RespondActivityTaskCanceledResponse>(
        context, RespondActivityTaskCanceledRequest.Parser)
{
    protected override Task<RespondActivityTaskCanceledResponse> HandleAsync(
        RespondActivityTaskCanceledRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondActivityTaskCanceled(request, now));
}
