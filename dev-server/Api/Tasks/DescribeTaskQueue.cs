using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Tasks;

/// <summary>Who polls a queue and what waits in it. A queue never heard of has neither.</summary>
internal sealed class DescribeTaskQueue(ApiContext context)
    : WorkflowRpc<DescribeTaskQueueRequest, DescribeTaskQueueResponse>(context, DescribeTaskQueueRequest.Parser)
{
    private const string Unversioned = "__unversioned__";
    private const int DefaultPriority = 3;
    private const double UnlimitedRate = 100_000;

    protected override Task<DescribeTaskQueueResponse> HandleAsync(DescribeTaskQueueRequest request, RpcCall call) =>
        Loop.RunAsync(now => Describe(request, now));

    private static TaskQueueStats StatsOf(TaskQueueDescription found) => new()
    {
        ApproximateBacklogCount = found.BacklogCount,
        ApproximateBacklogAge = Duration.FromTimeSpan(found.BacklogAge),
    };

    private DescribeTaskQueueResponse Describe(DescribeTaskQueueRequest request, DateTimeOffset now)
    {
        var space = Catalog.GetNamespace(request.Namespace);
        if (string.IsNullOrEmpty(request.TaskQueue?.Name))
        {
            throw RpcError.InvalidArgument("TaskQueue is not set on request.");
        }

        TaskQueueDescription Find(TaskQueueType type) =>
            Engine.DescribeTaskQueue(space.Id, request.TaskQueue.Name, type, now);

        // The CLI still asks in the "enhanced" mode, all fields of which are deprecated.
#pragma warning disable CS0612
        if (request.ApiMode == DescribeTaskQueueMode.Enhanced)
        {
            return DescribeByType(request.TaskQueueTypes, Find);
        }
#pragma warning restore CS0612

        var type = request.TaskQueueType == TaskQueueType.Unspecified ? TaskQueueType.Workflow : request.TaskQueueType;
        var found = Find(type);
        var reply = new DescribeTaskQueueResponse { Pollers = { found.Pollers } };
        if (request.ReportStats)
        {
            reply.Stats = StatsOf(found);
            reply.StatsByPriorityKey[DefaultPriority] = StatsOf(found);
        }

#pragma warning disable CS0612
        if (request.IncludeTaskQueueStatus)
        {
            reply.TaskQueueStatus =
                new TaskQueueStatus { BacklogCountHint = found.BacklogCount, RatePerSecond = UnlimitedRate };
        }

        reply.VersioningInfo = new TaskQueueVersioningInfo { CurrentVersion = Unversioned };
#pragma warning restore CS0612
        return reply;
    }

    private static DescribeTaskQueueResponse DescribeByType(
        IEnumerable<TaskQueueType> asked, Func<TaskQueueType, TaskQueueDescription> find)
    {
        var version = new TaskQueueVersionInfo();
        var types = asked.Where(type => type != TaskQueueType.Unspecified).ToList();
        foreach (var type in types.Count > 0 ? types : [TaskQueueType.Workflow, TaskQueueType.Activity])
        {
            var found = find(type);
            version.TypesInfo[(int)type] =
                new TaskQueueTypeInfo { Pollers = { found.Pollers }, Stats = StatsOf(found) };
        }

#pragma warning disable CS0612
        return new DescribeTaskQueueResponse { VersionsInfo = { [string.Empty] = version } };
#pragma warning restore CS0612
    }
}
