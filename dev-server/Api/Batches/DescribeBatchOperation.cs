using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Batches;

/// <summary>How far a batch operation is.</summary>
internal sealed class DescribeBatchOperation(ApiContext context)
    : WorkflowRpc<DescribeBatchOperationRequest, DescribeBatchOperationResponse>(
        context, DescribeBatchOperationRequest.Parser)
{
    protected override Task<DescribeBatchOperationResponse> HandleAsync(
        DescribeBatchOperationRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.DescribeBatch(request, now));
}
