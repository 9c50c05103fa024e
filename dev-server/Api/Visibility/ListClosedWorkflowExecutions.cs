using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>Closed runs by the filters of old; newer callers ask with a query.</summary>
internal sealed class ListClosedWorkflowExecutions(ApiContext context)
    : WorkflowRpc<ListClosedWorkflowExecutionsRequest, ListClosedWorkflowExecutionsResponse>(
        context, ListClosedWorkflowExecutionsRequest.Parser)
{
    private readonly ApiContext context = context;

    protected override Task<ListClosedWorkflowExecutionsResponse> HandleAsync(
        ListClosedWorkflowExecutionsRequest request, RpcCall call)
    {
        var query = FilterQuery.Closed()
            .With(request.StartTimeFilter)
            .With(request.ExecutionFilter)
            .With(request.TypeFilter).With(request.StatusFilter);
        return Loop.RunAsync(_ =>
        {
            var (runs, next) = RunPages.List(
                context, request.Namespace, query.ToString(), request.MaximumPageSize, request.NextPageToken);
            return new ListClosedWorkflowExecutionsResponse { Executions = { runs }, NextPageToken = next };
        });
    }
}
