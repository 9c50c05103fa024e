using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>A queue has one partition here: itself.</summary>
internal sealed class ListTaskQueuePartitions(ApiContext context)
    : WorkflowRpc<ListTaskQueuePartitionsRequest, ListTaskQueuePartitionsResponse>(
        context, ListTaskQueuePartitionsRequest.Parser)
{
    private const string Owner = "embedded";

    protected override Task<ListTaskQueuePartitionsResponse> HandleAsync(
        ListTaskQueuePartitionsRequest request, RpcCall call) =>
        Loop.RunAsync(_ => List(request));

    private ListTaskQueuePartitionsResponse List(ListTaskQueuePartitionsRequest request)
    {
        Catalog.GetNamespace(request.Namespace);
        if (request.TaskQueue is not { Name.Length: > 0 } queue)
        {
            throw RpcError.InvalidArgument("TaskQueue is not set on request.");
        }

        var itself = new TaskQueuePartitionMetadata { Key = queue.Name, OwnerHostName = Owner };
        return new ListTaskQueuePartitionsResponse
        {
            ActivityTaskQueuePartitions = { itself },
            WorkflowTaskQueuePartitions = { itself.Clone() },
        };
    }
}
