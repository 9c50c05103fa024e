using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Temporalio.Api.Batch.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Batches;

/// <summary>The batch operations of a namespace: those under way first, then those that ended last.</summary>
internal sealed class ListBatchOperations(ApiContext context)
    : WorkflowRpc<ListBatchOperationsRequest, ListBatchOperationsResponse>(context, ListBatchOperationsRequest.Parser)
{
    private const int MaxPage = 1000;

    protected override Task<ListBatchOperationsResponse> HandleAsync(
        ListBatchOperationsRequest request, RpcCall call) => Loop.RunAsync(_ => List(request));

    private static VisibilityPosition PositionOf(BatchOperationInfo job) => VisibilityPosition.Of(
        new WorkflowExecutionInfo
        {
            Execution = new() { RunId = job.JobId },
            StartTime = job.StartTime,
            CloseTime = job.CloseTime,
        });

    private ListBatchOperationsResponse List(ListBatchOperationsRequest request)
    {
        var after = VisibilityPosition.FromToken(request.NextPageToken);
        var size = request.PageSize is > 0 and <= MaxPage ? request.PageSize : MaxPage;
        var found = Engine.ListBatches(request.Namespace)
            .OrderBy(PositionOf)
            .Where(job => after is null || PositionOf(job).CompareTo(after.Value) > 0)
            .ToList();
        var reply = new ListBatchOperationsResponse { OperationInfo = { found.Take(size) } };
        if (found.Count > size)
        {
            reply.NextPageToken = PositionOf(found[size - 1]).ToToken();
        }

        return reply;
    }
}
