using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>The answer to a query that was sent on its own.</summary>
internal sealed class RespondQueryTaskCompleted(ApiContext context)
    : WorkflowRpc<RespondQueryTaskCompletedRequest, RespondQueryTaskCompletedResponse>(
        context, RespondQueryTaskCompletedRequest.Parser)
{
    protected override Task<RespondQueryTaskCompletedResponse> HandleAsync(
        RespondQueryTaskCompletedRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RespondQueryTaskCompleted(request, now));
}
