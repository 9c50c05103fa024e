using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Asks a worker about the state of a run.</summary>
internal sealed class QueryWorkflow(ApiContext context)
    : WorkflowRpc<QueryWorkflowRequest, QueryWorkflowResponse>(context, QueryWorkflowRequest.Parser)
{
    protected override Task<QueryWorkflowResponse> HandleAsync(QueryWorkflowRequest request, RpcCall call) =>
        Loop.WaitAsync<QueryWorkflowResponse>(
            WaitLimits.Query(call), (ticket, now) => Engine.Query(request, ticket, now), call.Aborted);
}
