using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Activities;

/// <summary>Lets a paused activity go on.</summary>
internal sealed class UnpauseActivity(ApiContext context)
    : WorkflowRpc<UnpauseActivityRequest, UnpauseActivityResponse>(context, UnpauseActivityRequest.Parser)
{
    protected override Task<UnpauseActivityResponse> HandleAsync(UnpauseActivityRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.UnpauseActivity(request, now));
}
