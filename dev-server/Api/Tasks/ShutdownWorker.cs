using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>A worker goes: its sticky queue is not waited for any more.</summary>
internal sealed class ShutdownWorker(ApiContext context)
    : WorkflowRpc<ShutdownWorkerRequest, ShutdownWorkerResponse>(context, ShutdownWorkerRequest.Parser)
{
    protected override Task<ShutdownWorkerResponse> HandleAsync(ShutdownWorkerRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.ShutdownWorker(request, now));
}
