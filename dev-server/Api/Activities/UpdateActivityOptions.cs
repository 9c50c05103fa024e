using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Activities;

/// <summary>Changes queue, time limits and retry policy of a pending activity.</summary>
internal sealed class UpdateActivityOptions(ApiContext context)
    : WorkflowRpc<UpdateActivityOptionsRequest, UpdateActivityOptionsResponse>(
        context, UpdateActivityOptionsRequest.Parser)
{
    protected override Task<UpdateActivityOptionsResponse> HandleAsync(
        UpdateActivityOptionsRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.UpdateActivityOptions(request, now));
}
