using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>Deletes a schedule; runs that it started go on.</summary>
internal sealed class DeleteSchedule(ApiContext context)
    : WorkflowRpc<DeleteScheduleRequest, DeleteScheduleResponse>(context, DeleteScheduleRequest.Parser)
{
    protected override Task<DeleteScheduleResponse> HandleAsync(DeleteScheduleRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.DeleteSchedule(request, now));
}
