using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>Puts another schedule in the place of one; what it did stays told.</summary>
internal sealed class UpdateSchedule(ApiContext context)
    : WorkflowRpc<UpdateScheduleRequest, UpdateScheduleResponse>(context, UpdateScheduleRequest.Parser)
{
    protected override Task<UpdateScheduleResponse> HandleAsync(UpdateScheduleRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.UpdateSchedule(request, now));
}
