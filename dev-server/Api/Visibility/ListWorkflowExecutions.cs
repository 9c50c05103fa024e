using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>A page of the runs that a query selects.</summary>
internal sealed class ListWorkflowExecutions(ApiContext context)
    : WorkflowRpc<ListWorkflowExecutionsRequest, ListWorkflowExecutionsResponse>(
        context, ListWorkflowExecutionsRequest.Parser)
{
    private const int MaxPage = 1000;

    protected override Task<ListWorkflowExecutionsResponse> HandleAsync(
        ListWorkflowExecutionsRequest request, RpcCall call) =>
        Loop.RunAsync(_ => List(request));

    private ListWorkflowExecutionsResponse List(ListWorkflowExecutionsRequest request)
    {
        var space = Catalog.GetNamespace(request.Namespace);
        var query = QueryParser.Parse(request.Query, Catalog.FieldsOf(space));
        if (query.IsGroupedByStatus)
        {
            throw RpcError.InvalidArgument("invalid query: GROUP BY is for counts only");
        }

        var size = request.PageSize is > 0 and <= MaxPage ? request.PageSize : MaxPage;
        var found = Visibility.List(space.Id, query, VisibilityPosition.FromToken(request.NextPageToken), size + 1);
        var page = new ListWorkflowExecutionsResponse();
        var bytes = 0;
        var shown = found.Take(size).TakeWhile(run => (bytes += run.CalculateSize()) <= GrpcLimits.SoftReplyBytes);
        foreach (var run in shown)
        {
            page.Executions.Add(ListedTimes.Cut(run));
        }

        // A page holds at least one run, so that a reader always comes forward.
        if (page.Executions.Count == 0 && found.Count > 0)
        {
            page.Executions.Add(ListedTimes.Cut(found[0]));
        }

        if (page.Executions.Count < found.Count)
        {
            page.NextPageToken = VisibilityPosition.Of(found[page.Executions.Count - 1]).ToToken();
        }

        return page;
    }
}
