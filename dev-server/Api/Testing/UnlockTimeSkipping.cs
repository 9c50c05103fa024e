using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>One lock less: without any, time is skipped whenever nothing is under way.</summary>
internal sealed class UnlockTimeSkipping(ApiContext context)
    : TestRpc<UnlockTimeSkippingRequest, UnlockTimeSkippingResponse>(context, UnlockTimeSkippingRequest.Parser)
{
    protected override Task<UnlockTimeSkippingResponse> HandleAsync(UnlockTimeSkippingRequest request, RpcCall call) =>
        Loop.RunAsync(_ =>
        {
            Skipping.Unlock();
            return new UnlockTimeSkippingResponse();
        });
}
