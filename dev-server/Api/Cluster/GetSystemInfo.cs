using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>Version and capabilities; clients ask once when they connect, and switch features by the answer.</summary>
internal sealed class GetSystemInfo(ApiContext context)
    : WorkflowRpc<GetSystemInfoRequest, GetSystemInfoResponse>(context, GetSystemInfoRequest.Parser)
{
    protected override Task<GetSystemInfoResponse> HandleAsync(GetSystemInfoRequest request, RpcCall call) =>
        Task.FromResult(new GetSystemInfoResponse
        {
            ServerVersion = ServerVersion.Text,
            Capabilities = new GetSystemInfoResponse.Types.Capabilities
            {
                SignalAndQueryHeader = true,
                InternalErrorDifferentiation = true,
                ActivityFailureIncludeHeartbeat = true,
                EncodedFailureAttributes = true,
                BuildIdBasedVersioning = true,
                UpsertMemo = true,
                SdkMetadata = true,
                CountGroupByExecutionStatus = true,
                SupportsSchedules = true,
                EagerWorkflowStart = true,
            },
        });
}
