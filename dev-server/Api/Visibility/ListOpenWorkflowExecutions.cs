using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>Running runs by the filters of old; newer callers ask with a query.</summary>
internal sealed class ListOpenWorkflowExecutions(ApiContext context)
    : WorkflowRpc<ListOpenWorkflowExecutionsRequest, ListOpenWorkflowExecutionsResponse>(
        context, ListOpenWorkflowExecutionsRequest.Parser)
{
    private readonly ApiContext context = context;

    protected override Task<ListOpenWorkflowExecutionsResponse> HandleAsync(
        ListOpenWorkflowExecutionsRequest request, RpcCall call)
    {
        var query = FilterQuery.Open()
            .With(request.StartTimeFilter)
            .With(request.ExecutionFilter)
            .With(request.TypeFilter);
        return Loop.RunAsync(_ =>
        {
            var (runs, next) = RunPages.List(
                context, request.Namespace, query.ToString(), request.MaximumPageSize, request.NextPageToken);
            return new ListOpenWorkflowExecutionsResponse { Executions = { runs }, NextPageToken = next };
        });
    }
}
