using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>One lock more: while there is one, time goes on at its own pace.</summary>
internal sealed class LockTimeSkipping(ApiContext context)
    : TestRpc<LockTimeSkippingRequest, LockTimeSkippingResponse>(context, LockTimeSkippingRequest.Parser)
{
    protected override Task<LockTimeSkippingResponse> HandleAsync(LockTimeSkippingRequest request, RpcCall call) =>
        Loop.RunAsync(_ =>
        {
            Skipping.Lock();
            return new LockTimeSkippingResponse();
        });
}
