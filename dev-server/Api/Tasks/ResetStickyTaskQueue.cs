using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>Sends the next workflow task to the normal queue.</summary>
internal sealed class ResetStickyTaskQueue(ApiContext context)
    : WorkflowRpc<ResetStickyTaskQueueRequest, ResetStickyTaskQueueResponse>(
        context, ResetStickyTaskQueueRequest.Parser)
{
    protected override Task<ResetStickyTaskQueueResponse> HandleAsync(
        ResetStickyTaskQueueRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.ResetStickyTaskQueue(request, now));
}
