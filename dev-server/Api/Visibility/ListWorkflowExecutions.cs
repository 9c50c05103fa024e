using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>A page of the runs that a query selects.</summary>
internal sealed class ListWorkflowExecutions(ApiContext context)
    : WorkflowRpc<ListWorkflowExecutionsRequest, ListWorkflowExecutionsResponse>(
        context, ListWorkflowExecutionsRequest.Parser)
{
    private readonly ApiContext context = context;

    protected override Task<ListWorkflowExecutionsResponse> HandleAsync(
        ListWorkflowExecutionsRequest request, RpcCall call) =>
        Loop.RunAsync(_ =>
        {
            var (runs, next) =
                RunPages.List(context, request.Namespace, request.Query, request.PageSize, request.NextPageToken);
            return new ListWorkflowExecutionsResponse { Executions = { runs }, NextPageToken = next };
        });
}
