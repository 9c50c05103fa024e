using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>How many runs a query selects; with GROUP BY ExecutionStatus also by status.</summary>
internal sealed class CountWorkflowExecutions(ApiContext context)
    : WorkflowRpc<CountWorkflowExecutionsRequest, CountWorkflowExecutionsResponse>(
        context, CountWorkflowExecutionsRequest.Parser)
{
    protected override Task<CountWorkflowExecutionsResponse> HandleAsync(
        CountWorkflowExecutionsRequest request, RpcCall call) =>
        Loop.RunAsync(_ => Count(request));

    private static Payload StatusPayload(WorkflowExecutionStatus status) => new()
    {
        Metadata =
        {
            ["encoding"] = ByteString.CopyFromUtf8("json/plain"),
            ["type"] = ByteString.CopyFromUtf8(SearchAttributeTypes.NameOf(IndexedValueType.Keyword)),
        },
        Data = ByteString.CopyFromUtf8($"\"{status}\""),
    };

    private CountWorkflowExecutionsResponse Count(CountWorkflowExecutionsRequest request)
    {
        var space = Catalog.GetNamespace(request.Namespace);
        var query = QueryParser.Parse(request.Query, Catalog.FieldsOf(space));
        var counts = Visibility.Count(space.Id, query);
        var reply = new CountWorkflowExecutionsResponse { Count = counts.Values.Sum() };
        if (query.IsGroupedByStatus)
        {
            reply.Groups.AddRange(counts.OrderBy(pair => pair.Key).Select(pair =>
                new CountWorkflowExecutionsResponse.Types.AggregationGroup
                {
                    GroupValues = { StatusPayload(pair.Key) },
                    Count = pair.Value,
                }));
        }

        return reply;
    }
}
