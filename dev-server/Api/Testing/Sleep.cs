using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>Returns when that much time has passed for the runs.</summary>
internal sealed class Sleep(ApiContext context)
    : SleepRpc<SleepRequest>(context, SleepRequest.Parser)
{
    protected override Task<SleepResponse> HandleAsync(SleepRequest request, RpcCall call)
    {
        var span = Span(request.Duration);
        return SleepAsync(now => now + span, unlocked: false, call);
    }
}
