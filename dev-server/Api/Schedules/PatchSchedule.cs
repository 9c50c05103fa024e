using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>Pauses or goes on, starts one now, or makes up for a time that is over.</summary>
internal sealed class PatchSchedule(ApiContext context)
    : WorkflowRpc<PatchScheduleRequest, PatchScheduleResponse>(context, PatchScheduleRequest.Parser)
{
    protected override Task<PatchScheduleResponse> HandleAsync(PatchScheduleRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.PatchSchedule(request, now));
}
