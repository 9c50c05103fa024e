using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Schedules;

/// <summary>What a schedule is, what it did and what it will do.</summary>
internal sealed class DescribeSchedule(ApiContext context)
    : WorkflowRpc<DescribeScheduleRequest, DescribeScheduleResponse>(context, DescribeScheduleRequest.Parser)
{
    protected override Task<DescribeScheduleResponse> HandleAsync(DescribeScheduleRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.DescribeSchedule(request, now));
}
