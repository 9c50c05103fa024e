using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>The times that a schedule names in a range.</summary>
internal sealed class ListScheduleMatchingTimes(ApiContext context)
    : WorkflowRpc<ListScheduleMatchingTimesRequest, ListScheduleMatchingTimesResponse>(
        context, ListScheduleMatchingTimesRequest.Parser)
{
    protected override Task<ListScheduleMatchingTimesResponse> HandleAsync(
        ListScheduleMatchingTimesRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.ListScheduleMatchingTimes(request, now));
}
