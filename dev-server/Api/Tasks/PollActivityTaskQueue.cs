using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>Waits for an activity task; an empty reply means "poll again".</summary>
internal sealed class PollActivityTaskQueue(ApiContext context)
    : WorkflowRpc<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(
        context, PollActivityTaskQueueRequest.Parser)
{
    protected override Task<PollActivityTaskQueueResponse> HandleAsync(
        PollActivityTaskQueueRequest request, RpcCall call) =>
        Loop.WaitAsync<PollActivityTaskQueueResponse>(
            WaitLimits.Poll(call), (ticket, now) => Engine.PollActivityTask(request, ticket, now), call.Aborted);
}
