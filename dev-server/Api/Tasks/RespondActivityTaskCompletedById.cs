using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>The result of an activity, named by workflow and activity id.</summary>
internal sealed class RespondActivityTaskCompletedById(ApiContext context)
    : WorkflowRpc<RespondActivityTaskCompletedByIdRequest, RespondActivityTaskCompletedByIdResponse>(
        context, RespondActivityTaskCompletedByIdRequest.Parser)
{
    protected override Task<RespondActivityTaskCompletedByIdResponse> HandleAsync(
        RespondActivityTaskCompletedByIdRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondActivityTaskCompletedById(request, now));
}
