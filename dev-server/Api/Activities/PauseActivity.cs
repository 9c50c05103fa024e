using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Activities;

/// <summary>Keeps a pending activity from being handed out.</summary>
internal sealed class PauseActivity(ApiContext context)
    : WorkflowRpc<PauseActivityRequest, PauseActivityResponse>(context, PauseActivityRequest.Parser)
{
    protected override Task<PauseActivityResponse> HandleAsync(PauseActivityRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.PauseActivity(request, now));
}
