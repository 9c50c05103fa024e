using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>Makes a schedule; it acts from now on.</summary>
internal sealed class CreateSchedule(ApiContext context)
    : WorkflowRpc<CreateScheduleRequest, CreateScheduleResponse>(context, CreateScheduleRequest.Parser)
{
    protected override Task<CreateScheduleResponse> HandleAsync(CreateScheduleRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.CreateSchedule(request, now));
}
