using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>The cancellation of an activity, named by workflow and activity id.</summary>
internal sealed class RespondActivityTaskCanceledById(ApiContext context)
    : WorkflowRpc<RespondActivityTaskCanceledByIdRequest, RespondActivityTaskCanceledByIdResponse>(
        context, RespondActivityTaskCanceledByIdRequest.Parser)
{
    protected override Task<RespondActivityTaskCanceledByIdResponse> HandleAsync(
        RespondActivityTaskCanceledByIdRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondActivityTaskCanceledById(request, now));
}
