using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Policy = Temporalio.Api.Enums.V1.ScheduleOverlapPolicy;

namespace Conformance.Tests.Schedules;

/// <summary>What a schedule does when one of its runs is under way.</summary>
public sealed class OverlapTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Skip_WhileARunGoesOn_GivesUpAndCounts(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        await c.TriggerAsync(1);
        var found = await c.TriggerAsync(2);
        Assert.Equal((1L, 1L, 0L), (found.Info.ActionCount, found.Info.OverlapSkipped, found.Info.BufferSize));
        Assert.Equal(c.JobOf(1).WorkflowId, Assert.Single(found.Info.RunningWorkflows).WorkflowId);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BufferOne_WhileARunGoesOn_KeepsTheFirstForAfterwards(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.BufferOne);
        await c.TriggerAsync(1);
        await c.TriggerAsync(2);
        var found = await c.TriggerAsync(3);
        Assert.Equal((1L, 1L, 1L), (found.Info.ActionCount, found.Info.OverlapSkipped, found.Info.BufferSize));

        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        found = await c.UntilActionsAsync(2);
        Assert.Equal(0, found.Info.BufferSize);
        Assert.Equal(c.JobOf(2).WorkflowId, found.Info.RecentActions[1].StartWorkflowResult.WorkflowId);
        Assert.Equal(WorkflowExecutionStatus.Completed, found.Info.RecentActions[0].StartWorkflowStatus);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BufferAll_WhileARunGoesOn_KeepsAllInTheirOrder(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.BufferAll);
        await c.TriggerAsync(1);
        await c.TriggerAsync(3);
        Assert.Equal(2, (await c.TriggerAsync(2)).Info.BufferSize);
        foreach (var moment in new[] { 1, 3, 2 })
        {
            var task = await c.PollAsync();
            Assert.Equal(c.JobOf(moment).WorkflowId, task.WorkflowExecution.WorkflowId);
            await c.CompleteAsync(task, Do.Complete());
        }

        await c.UntilScheduleAsync(found => found.Info.RunningWorkflows.Count == 0, "the end of the last");
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task CancelOther_WhileARunGoesOn_AsksItToCancelAndWaitsForItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.CancelOther);
        await c.TriggerAsync(1);
        await c.CompleteAsync(await c.PollAsync());
        Assert.Equal(1, (await c.TriggerAsync(2)).Info.BufferSize);
        var task = await c.PollAsync();
        var asked = Assert.Single(
            task.History.Events, e => e.EventType == EventType.WorkflowExecutionCancelRequested)
            .WorkflowExecutionCancelRequestedEventAttributes;
        Assert.Equal(
            ("cancelled by schedule overlap policy", $"temporal-scheduler-default-{c.WorkflowId}"),
            (asked.Cause, asked.Identity));

        await c.CompleteAsync(task, Do.Cancel());
        var found = await c.UntilActionsAsync(2);
        Assert.Equal(WorkflowExecutionStatus.Canceled, found.Info.RecentActions[0].StartWorkflowStatus);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task TerminateOther_WhileARunGoesOn_EndsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.TerminateOther);
        await c.TriggerAsync(1);
        await c.TriggerAsync(2);
        var found = await c.UntilActionsAsync(2);
        Assert.Equal(WorkflowExecutionStatus.Terminated, found.Info.RecentActions[0].StartWorkflowStatus);
        Assert.Equal(c.JobOf(2).WorkflowId, Assert.Single(found.Info.RunningWorkflows).WorkflowId);
        var end = (await c.HistoryAsync(c.JobOf(1)))[^1].WorkflowExecutionTerminatedEventAttributes;
        Assert.Equal(
            ("terminated by schedule overlap policy", $"temporal-scheduler-default-{c.WorkflowId}"),
            (end.Reason, end.Identity));
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task AllowAll_WhileARunGoesOn_StartsBesideItAndWatchesNeither(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.AllowAll);
        await c.TriggerAsync(1);
        var found = await c.TriggerAsync(2);
        Assert.Equal((2L, 0), (found.Info.ActionCount, found.Info.RunningWorkflows.Count));
        var tasks = new[] { await c.PollAsync(), await c.PollAsync() };
        Assert.Equal(
            [c.JobOf(1).WorkflowId, c.JobOf(2).WorkflowId],
            tasks.Select(task => task.WorkflowExecution.WorkflowId).Order(StringComparer.Ordinal));
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task AllowAll_OfTheSameTimeTwice_StartsOne(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.AllowAll);
        await c.TriggerAsync(1);
        await c.PatchAsync(patch => patch.TriggerImmediately = new()
        {
            ScheduledTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(ScheduleTalk.Moment(1)),
        });
        var found = await c.TriggerAsync(2);
        Assert.Equal(2, found.Info.ActionCount);
        Assert.Equal(0, found.Info.BufferSize);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BufferAll_RunThatContinuesAsNew_CountsAsOneUntilItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.BufferAll);
        await c.TriggerAsync(1);
        await c.TriggerAsync(2);
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        var task = await c.PollAsync();
        Assert.Equal(c.JobOf(1).WorkflowId, task.WorkflowExecution.WorkflowId);
        Assert.Equal(1, (await c.ScheduleAsync()).Info.BufferSize);

        await c.CompleteAsync(task, Do.Complete());
        await c.UntilActionsAsync(2);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BufferAll_RunThatIsRetried_CountsAsOneUntilItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Policies = new() { OverlapPolicy = Policy.BufferAll, PauseOnFailure = true };
            request.Schedule.Action.StartWorkflow.RetryPolicy = new() { MaximumAttempts = 2 };
        });
        await c.TriggerAsync(1);
        await c.TriggerAsync(2);
        await c.CompleteAsync(await c.PollAsync(), Do.Fail());
        var task = await c.PollAsync();
        Assert.Equal(c.JobOf(1).WorkflowId, task.WorkflowExecution.WorkflowId);
        Assert.False((await c.ScheduleAsync()).Schedule.State.Paused);

        await c.CompleteAsync(task, Do.Complete());
        var found = await c.UntilActionsAsync(2);
        Assert.Equal(WorkflowExecutionStatus.Completed, found.Info.RecentActions[0].StartWorkflowStatus);
        await c.EndScheduleAsync();
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    public async Task BufferAll_RunThatIsReset_CountsAsOneUntilItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.BufferAll);
        await c.TriggerAsync(1);
        await c.TriggerAsync(2);
        await c.CompleteAsync(await c.PollAsync());
        await c.Rpc.ResetWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.JobOf(1),
            WorkflowTaskFinishEventId = 4,
            RequestId = Guid.NewGuid().ToString(),
            Reason = "again",
        });
        var task = await c.PollAsync();
        Assert.Equal(c.JobOf(1).WorkflowId, task.WorkflowExecution.WorkflowId);
        Assert.Equal(1, (await c.ScheduleAsync()).Info.BufferSize);

        await c.CompleteAsync(task, Do.Complete());
        var found = await c.UntilActionsAsync(2);
        Assert.Equal(WorkflowExecutionStatus.Completed, found.Info.RecentActions[0].StartWorkflowStatus);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Trigger_PolicyOfItsOwn_GoesBeforeThatOfTheSchedule(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        await c.TriggerAsync(1);
        Assert.Equal(1, (await c.TriggerAsync(2, Policy.BufferOne)).Info.BufferSize);
        Assert.Equal(2, (await c.TriggerAsync(3, Policy.AllowAll)).Info.ActionCount);
        await c.EndScheduleAsync();
    }
}
