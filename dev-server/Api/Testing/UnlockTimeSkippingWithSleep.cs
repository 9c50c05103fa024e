using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>Unlocks, sleeps and locks again, as one.</summary>
internal sealed class UnlockTimeSkippingWithSleep(ApiContext context)
    : SleepRpc<SleepRequest>(context, SleepRequest.Parser)
{
    protected override Task<SleepResponse> HandleAsync(SleepRequest request, RpcCall call)
    {
        var span = Span(request.Duration);
        return SleepAsync(now => now + span, unlocked: true, call);
    }
}
