using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>The same as a list: an old call that was cheaper where order cost something.</summary>
internal sealed class ScanWorkflowExecutions(ApiContext context)
    : WorkflowRpc<ScanWorkflowExecutionsRequest, ScanWorkflowExecutionsResponse>(
        context, ScanWorkflowExecutionsRequest.Parser)
{
    private readonly ApiContext context = context;

    protected override Task<ScanWorkflowExecutionsResponse> HandleAsync(
        ScanWorkflowExecutionsRequest request, RpcCall call) =>
        Loop.RunAsync(_ =>
        {
            var (runs, next) =
                RunPages.List(context, request.Namespace, request.Query, request.PageSize, request.NextPageToken);
            return new ScanWorkflowExecutionsResponse { Executions = { runs }, NextPageToken = next };
        });
}
