using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>Returns when it is that time for the runs.</summary>
internal sealed class SleepUntil(ApiContext context)
    : SleepRpc<SleepUntilRequest>(context, SleepUntilRequest.Parser)
{
    protected override Task<SleepResponse> HandleAsync(SleepUntilRequest request, RpcCall call)
    {
        var until = request.Timestamp.Read() ?? throw RpcError.InvalidArgument("The time to sleep until is missing.");
        return SleepAsync(_ => until, unlocked: false, call);
    }
}
