using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>A heartbeat of an activity, named by workflow and activity id.</summary>
internal sealed class RecordActivityTaskHeartbeatById(ApiContext context)
    : WorkflowRpc<RecordActivityTaskHeartbeatByIdRequest, RecordActivityTaskHeartbeatByIdResponse>(
        context, RecordActivityTaskHeartbeatByIdRequest.Parser)
{
    protected override Task<RecordActivityTaskHeartbeatByIdResponse> HandleAsync(
        RecordActivityTaskHeartbeatByIdRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RecordActivityTaskHeartbeatById(request, now));
}
