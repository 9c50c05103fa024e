using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.TaskQueues;

public sealed class TaskQueueTests(SharedServers servers) : Behaviour(servers)
{
    private const string Service = "temporal.api.workflowservice.v1.WorkflowService";

    [SkippableTheory, BothServers]
    public async Task Describe_QueueNeverHeardOf_HasNobody(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var found = await DescribeAsync(c);
        Assert.Empty(found.Pollers);
    }

    [SkippableTheory, BothServers]
    public async Task Describe_AfterAPoll_NamesThePoller(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.PollAsync();
        var poller = Assert.Single((await DescribeAsync(c)).Pollers);
        Assert.Equal("worker", poller.Identity);
        Assert.NotNull(poller.LastAccessTime);
    }

    [SkippableTheory, BothServers]
    public async Task Describe_TaskWithoutPoller_IsABacklog(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await Eventually.IsAsync(
            async () => (await DescribeAsync(c)).Stats.ApproximateBacklogCount == 1, "a backlog of one");
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Partitions_OfAQueue_BeginWithItself(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var found = await RawCall.CallAsync<ListTaskQueuePartitionsResponse>(
            c.Connection,
            $"{Service}/ListTaskQueuePartitions",
            new ListTaskQueuePartitionsRequest { Namespace = Conversation.Namespace, TaskQueue = new() { Name = c.Queue } });
        Assert.Equal(c.Queue, found.WorkflowTaskQueuePartitions[0].Key);
        Assert.Equal(c.Queue, found.ActivityTaskQueuePartitions[0].Key);
        Assert.NotEmpty(found.WorkflowTaskQueuePartitions[0].OwnerHostName);
    }

    [SkippableTheory, BothServers]
    public async Task BuildIds_OfTheOldKind_AreDenied(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(RpcException.StatusCode.PermissionDenied, () => RawCall.CallAsync<ListTaskQueuePartitionsResponse>(
            c.Connection,
            $"{Service}/GetWorkerBuildIdCompatibility",
            new ListTaskQueuePartitionsRequest { Namespace = Conversation.Namespace }));
    }

    private static Task<DescribeTaskQueueResponse> DescribeAsync(Conversation c) => c.Rpc.DescribeTaskQueueAsync(new()
    {
        Namespace = Conversation.Namespace,
        TaskQueue = new() { Name = c.Queue },
        TaskQueueType = TaskQueueType.Workflow,
        ReportStats = true,
    });
}
