using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Batches;

/// <summary>Stops a batch operation; what it has done stays done.</summary>
internal sealed class StopBatchOperation(ApiContext context)
    : WorkflowRpc<StopBatchOperationRequest, StopBatchOperationResponse>(
        context, StopBatchOperationRequest.Parser)
{
    protected override Task<StopBatchOperationResponse> HandleAsync(
        StopBatchOperationRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.StopBatch(request, now));
}
