using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>The failure of an activity, named by workflow and activity id.</summary>
internal sealed class RespondActivityTaskFailedById(ApiContext context)
    : WorkflowRpc<RespondActivityTaskFailedByIdRequest, RespondActivityTaskFailedByIdResponse>(
        context, RespondActivityTaskFailedByIdRequest.Parser)
{
    protected override Task<RespondActivityTaskFailedByIdResponse> HandleAsync(
        RespondActivityTaskFailedByIdRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondActivityTaskFailedById(request, now));
}
