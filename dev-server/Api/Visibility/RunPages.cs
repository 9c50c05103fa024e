using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>Pages of runs, for all the calls that list them.</summary>
internal static class RunPages
{
    private const int MaxPage = 1000;

    /// <summary>A page of the runs that a query selects, and the token of the next one; empty for none.</summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT: the query.</exception>
    public static (IReadOnlyList<WorkflowExecutionInfo> Runs, ByteString NextPageToken) List(
        ApiContext context, string namespaceName, string query, int pageSize, ByteString pageToken)
    {
        var space = context.State.Catalog.GetNamespace(namespaceName);
        var parsed = QueryParser.Parse(query, context.State.Catalog.FieldsOf(space));
        if (parsed.IsGroupedByStatus)
        {
            throw RpcError.InvalidArgument("invalid query: GROUP BY is for counts only");
        }

        var size = pageSize is > 0 and <= MaxPage ? pageSize : MaxPage;
        var found = context.State.Visibility.List(space.Id, parsed, VisibilityPosition.FromToken(pageToken), size + 1);
        var bytes = 0;
        var page = found.Take(size)
            .TakeWhile(run => (bytes += run.CalculateSize()) <= GrpcLimits.SoftReplyBytes)
            .Select(ListedTimes.Cut)
            .ToList();

        // A page holds at least one run, so that a reader always comes forward.
        if (page.Count == 0 && found.Count > 0)
        {
            page.Add(ListedTimes.Cut(found[0]));
        }

        return (page, page.Count < found.Count
            ? VisibilityPosition.Of(found[page.Count - 1]).ToToken()
            : ByteString.Empty);
    }
}
