using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Batches;

/// <summary>Begins to do one thing to many runs: those that a query selects now, or those that are named.</summary>
internal sealed class StartBatchOperation(ApiContext context)
    : WorkflowRpc<StartBatchOperationRequest, StartBatchOperationResponse>(context, StartBatchOperationRequest.Parser)
{
    protected override Task<StartBatchOperationResponse> HandleAsync(
        StartBatchOperationRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.StartBatch(request, query => Select(request.Namespace, query), now));

    private IReadOnlyList<WorkflowExecution> Select(string namespaceName, string query)
    {
        var space = Catalog.GetNamespace(namespaceName);
        var parsed = QueryParser.Parse(query, Catalog.FieldsOf(space));
        return parsed.IsGroupedByStatus
            ? throw RpcError.InvalidArgument("invalid query: GROUP BY is for counts only")
            : [.. Visibility.List(space.Id, parsed, null, int.MaxValue).Select(run => run.Execution)];
    }
}
