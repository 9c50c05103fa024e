using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>A running activity is alive; the reply tells it what is wanted of it.</summary>
internal sealed class RecordActivityTaskHeartbeat(ApiContext context)
    : WorkflowRpc<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(
        context, RecordActivityTaskHeartbeatRequest.Parser)
{
    protected override Task<RecordActivityTaskHeartbeatResponse> HandleAsync(
        RecordActivityTaskHeartbeatRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RecordActivityTaskHeartbeat(request, now));
}
