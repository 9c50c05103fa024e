using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>What a run is, holds and waits for.</summary>
internal sealed class DescribeWorkflowExecution(ApiContext context)
    : WorkflowRpc<DescribeWorkflowExecutionRequest, DescribeWorkflowExecutionResponse>(
        context, DescribeWorkflowExecutionRequest.Parser)
{
    protected override Task<DescribeWorkflowExecutionResponse> HandleAsync(
        DescribeWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.Describe(request, now));
}
