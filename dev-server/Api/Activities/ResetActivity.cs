using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Activities;

/// <summary>Takes a pending activity back to its first attempt.</summary>
internal sealed class ResetActivity(ApiContext context)
    : WorkflowRpc<ResetActivityRequest, ResetActivityResponse>(context, ResetActivityRequest.Parser)
{
    protected override Task<ResetActivityResponse> HandleAsync(ResetActivityRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.ResetActivity(request, now));
}
