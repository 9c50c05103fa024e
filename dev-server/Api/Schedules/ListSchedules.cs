using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>A page of the schedules that a query selects, the newest first.</summary>
internal sealed class ListSchedules(ApiContext context)
    : WorkflowRpc<ListSchedulesRequest, ListSchedulesResponse>(context, ListSchedulesRequest.Parser)
{
    private const int MaxPage = 1000;

    // They are found as the hidden runs that they officially are.
    private const string All = $"{SystemNames.NamespaceDivision} = '{ScheduleNames.Division}' AND " +
        $"{SystemNames.ExecutionStatus} = 'Running'";

    protected override Task<ListSchedulesResponse> HandleAsync(ListSchedulesRequest request, RpcCall call) =>
        Loop.RunAsync(_ => List(request));

    private ListSchedulesResponse List(ListSchedulesRequest request)
    {
        var space = Catalog.GetNamespace(request.Namespace);
        var size = request.MaximumPageSize is > 0 and <= MaxPage ? request.MaximumPageSize : MaxPage;
        var found = Visibility.List(
            space.Id,
            Query(request.Query, Catalog.FieldsOf(space)),
            VisibilityPosition.FromToken(request.NextPageToken),
            size + 1);
        var bytes = 0;
        var page = found.Take(size)
            .TakeWhile((listing, index) =>
                (bytes += listing.CalculateSize()) <= GrpcLimits.SoftReplyBytes || index == 0)
            .ToList();
        var reply = new ListSchedulesResponse { Schedules = { page.Select(ScheduleListings.Read) } };
        if (page.Count < found.Count)
        {
            reply.NextPageToken = VisibilityPosition.Of(page[^1]).ToToken();
        }

        return reply;
    }

    private static VisibilityQuery Query(string query, VisibilityFields fields)
    {
        var all = QueryParser.Parse(All, fields);
        if (string.IsNullOrWhiteSpace(query))
        {
            return all;
        }

        var asked = QueryParser.Parse(query, fields.ForSchedules());
        return asked.IsGroupedByStatus
            ? throw RpcError.InvalidArgument("invalid query: GROUP BY is for counts only")
            : all with { Filter = new Condition.And(all.Filter!, asked.Filter!) };
    }
}
