using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>Waits for a workflow task; an empty reply means "poll again".</summary>
internal sealed class PollWorkflowTaskQueue(ApiContext context)
    : WorkflowRpc<PollWorkflowTaskQueueRequest, PollWorkflowTaskQueueResponse>(
        context, PollWorkflowTaskQueueRequest.Parser)
{
    protected override Task<PollWorkflowTaskQueueResponse> HandleAsync(
        PollWorkflowTaskQueueRequest request, RpcCall call) =>
        Loop.WaitAsync<PollWorkflowTaskQueueResponse>(
            WaitLimits.Poll(call), (ticket, now) => Engine.PollWorkflowTask(request, ticket, now), call.Aborted);
}
