using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.WorkflowTasks;

/// <summary>Lost tasks, refused completions, and long histories.</summary>
public sealed class TaskLossTests(SharedServers servers) : Behaviour(servers)
{
    private static readonly EventType[] Idle =
    [
        EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        EventType.WorkflowTaskCompleted,
    ];

    [SkippableTheory, BothServers]
    public async Task SilentStickyWorker_LosesTheTaskToTheNormalQueue(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        Assert.True((await c.TryPollAsync(TimeSpan.FromSeconds(3), sticky: true)).TaskToken.IsEmpty);
        await c.CompleteStickyAsync(await c.PollAsync(), TimeSpan.FromSeconds(2));
        await c.SignalAsync("go");
        var task = await c.PollAsync();
        Assert.Equal((1, 1L), (task.Attempt, task.History.Events[0].EventId));
        var events = await c.HistoryIsAsync(
        [
            .. Idle, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskTimedOut,
            EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        ]);
        var timedOut = events[6].WorkflowTaskTimedOutEventAttributes;
        Assert.Equal((TimeoutType.ScheduleToStart, 0), (timedOut.TimeoutType, timedOut.StartedEventId));
    }

    [SkippableTheory, BothServers]
    public async Task FailureOfAStickyTask_CountsFromOneAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var waiting = c.TryPollAsync(TimeSpan.FromSeconds(12), sticky: true);
        await c.CompleteStickyAsync(await c.PollAsync(), TimeSpan.FromSeconds(10));
        await c.SignalAsync("go");
        await c.FailAsync(await waiting);
        var second = await c.PollAsync();
        Assert.Equal(1, second.Attempt);
        await c.FailAsync(second);
        var third = await c.PollAsync();
        Assert.Equal(2, third.Attempt);
        Assert.Equal(2, (await c.HistoryAsync()).Count(e => e.EventType == EventType.WorkflowTaskFailed));
    }

    [SkippableTheory, BothServers]
    public async Task SignalBetweenFailures_MakesTheNextOneAFirstAttempt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.FailAsync(await c.PollAsync());
        await c.SignalAsync("news");
        var task = await c.PollAsync();
        Assert.Equal(1, task.Attempt);
        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskFailed, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
            EventType.WorkflowTaskStarted);
    }

    [SkippableTheory, BothServers]
    public async Task RefusedCompletion_OfARepeatedAttempt_WritesNothing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowTaskTimeout = Do.Span(2));
        await RefuseAsync(c, Do.CancelTimer("never"));
        var before = (await c.HistoryAsync()).Count;
        await RefuseAsync(c, Do.CancelTimer("never"));
        Assert.Equal(before, (await c.HistoryAsync()).Count);
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task BadAttributes_AreBlamedByTheirCommand(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await BlamedAsync(
            WorkflowTaskFailedCause.BadRecordMarkerAttributes, Do.Marker(string.Empty));
        await BlamedAsync(
            WorkflowTaskFailedCause.BadCancelTimerAttributes, Do.CancelTimer("never"));
        await BlamedAsync(
            WorkflowTaskFailedCause.BadStartTimerAttributes, Do.Timer(string.Empty, 1));
        await BlamedAsync(
            WorkflowTaskFailedCause.BadRequestCancelActivityAttributes, Do.CancelActivity(77));
        await BlamedAsync(
            WorkflowTaskFailedCause.BadScheduleActivityAttributes, Do.Activity("a", c, a => a.ActivityType = null));
        await BlamedAsync(
            WorkflowTaskFailedCause.BadModifyWorkflowPropertiesAttributes,
            new Command
            {
                CommandType = CommandType.ModifyWorkflowProperties,
                ModifyWorkflowPropertiesCommandAttributes = new(),
            });

        async Task BlamedAsync(WorkflowTaskFailedCause cause, Command command)
        {
            var fresh = await WithAsync(kind);
            await fresh.StartAsync();
            await RefuseAsync(fresh, command);
            var failed = Assert.Single(await fresh.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskFailed);
            Assert.Equal(cause, failed.WorkflowTaskFailedEventAttributes.Cause);
        }
    }

    [SkippableTheory, BothServers]
    public async Task SecondClose_AfterARefusedOne_Counts(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await c.SignalAsync("late");
        await Refused.WithAsync(Code.InvalidArgument, () => c.CompleteAsync(task, Do.Complete()));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task HistorySize_GrowsFromTaskToTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.SignalAsync("one");
        await c.CompleteAsync(await c.PollAsync());
        await c.SignalAsync("two");
        await c.PollAsync();
        var sizes = (await c.HistoryAsync())
            .Where(e => e.EventType == EventType.WorkflowTaskStarted)
            .Select(e => e.WorkflowTaskStartedEventAttributes.HistorySizeBytes)
            .ToList();
        Assert.Equal(3, sizes.Count);
        Assert.True(sizes[0] > 0 && sizes[1] > sizes[0] && sizes[2] > sizes[1], string.Join(' ', sizes));
    }

    [SkippableTheory, BothServers]
    public async Task LongHistory_SuggestsContinueAsNew_AndComesInPages(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var first = await c.PollAsync();
        Assert.False(first.History.Events[^1].WorkflowTaskStartedEventAttributes.SuggestContinueAsNew);
        await c.CompleteAsync(first, [.. Enumerable.Range(0, 4100).Select(i => Do.Marker($"m{i}"))]);
        await c.SignalAsync("go");
        var task = await c.PollAsync();
        var events = task.History.Events.ToList();
        for (var token = task.NextPageToken; !token.IsEmpty;)
        {
            var page = await c.Rpc.GetWorkflowExecutionHistoryAsync(new()
            {
                Namespace = Conversation.Namespace,
                Execution = c.Execution,
                NextPageToken = token,
            });
            events.AddRange(page.History.Events);
            token = page.NextPageToken;
        }

        Assert.Equal(task.StartedEventId, events[^1].EventId);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.EventId));
        Assert.True(events[^1].WorkflowTaskStartedEventAttributes.SuggestContinueAsNew);
    }

    [SkippableTheory, BothServers]
    public async Task BuildId_StandsOnTheCompletedTask_AndMakesAResetPoint(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
#pragma warning disable CS0612 // Workers still send their build here.
        var completion = c.Completion(await c.PollAsync());
        completion.WorkerVersionStamp = new() { BuildId = "build-7" };
        await c.Rpc.RespondWorkflowTaskCompletedAsync(completion);
        var completed = (await c.HistoryAsync())[3].WorkflowTaskCompletedEventAttributes;
        Assert.Equal("build-7", completed.WorkerVersion.BuildId);
#pragma warning restore CS0612
        var point = Assert.Single((await c.DescribeAsync()).WorkflowExecutionInfo.AutoResetPoints.Points);
        Assert.Equal(("build-7", 4, true), (point.BuildId, point.FirstWorkflowTaskCompletedId, point.Resettable));
    }

    [SkippableTheory, BothServers]
    public async Task FiftySignals_WhileATaskRuns_AllArriveInOrder(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        for (var i = 0; i < 50; i++)
        {
            await c.SignalAsync($"s{i}");
        }

        await c.CompleteAsync(task);
        Assert.Equal(
            Enumerable.Range(0, 50).Select(i => $"s{i}"),
            (await c.HistoryAsync())
                .Where(e => e.EventType == EventType.WorkflowExecutionSignaled)
                .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
    }

    private static async Task RefuseAsync(Conversation c, Command command)
    {
        var task = await c.PollAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => c.CompleteAsync(task, command));
    }
}
