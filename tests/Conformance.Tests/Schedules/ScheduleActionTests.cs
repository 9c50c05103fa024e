using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Policy = Temporalio.Api.Enums.V1.ScheduleOverlapPolicy;

namespace Conformance.Tests.Schedules;

/// <summary>When a schedule acts, and what the outcome of one run means for the next.</summary>
public sealed class ScheduleActionTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Schedule_OfEverySecond_ActsAtItsTimes(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Spec = ScheduleTalk.Every(1);
            request.Schedule.Policies = new() { OverlapPolicy = Policy.AllowAll };
        });
        var found = await c.UntilActionsAsync(2);
        await c.PatchAsync(patch => patch.Pause = "enough");
        Assert.All(found.Info.RecentActions, action =>
        {
            var time = action.ScheduleTime.ToDateTime();
            Assert.Equal(0, time.Ticks % TimeSpan.TicksPerSecond);
            Assert.Equal($"{c.Job()}-{time:yyyy-MM-ddTHH:mm:ssZ}", action.StartWorkflowResult.WorkflowId);
            Assert.True(action.ActualTime >= action.ScheduleTime);
        });
        Assert.Equal(
            found.Info.RecentActions.Select(action => action.ScheduleTime).Distinct().Count(),
            found.Info.RecentActions.Count);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Outcomes_OfARun_ArePassedOnToTheNext(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.BufferAll);
        await c.TriggerAsync(1);
        await c.TriggerAsync(2);
        await c.TriggerAsync(3);
        var first = await c.PollAsync();
        Assert.Null(first.History.Events[0].WorkflowExecutionStartedEventAttributes.LastCompletionResult);
        await c.CompleteAsync(first, Do.Complete("\"one\""));
        var second = await c.PollAsync();
        var started = second.History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal("\"one\"", started.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Null(started.ContinuedFailure);

        await c.CompleteAsync(second, Do.Fail());
        started = (await c.PollAsync()).History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal("\"one\"", started.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal("on purpose", started.ContinuedFailure.Message);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task PauseOnFailure_WhenARunFails_PausesAndSaysWhy(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.Schedule.Policies = new() { PauseOnFailure = true });
        var version = (await c.TriggerAsync(1)).ConflictToken;
        await c.CompleteAsync(await c.PollAsync(), Do.Fail());
        var found = await c.UntilScheduleAsync(found => found.Schedule.State.Paused, "the pause");
        Assert.Equal(
            $"paused due to workflow failure: {c.JobOf(1).WorkflowId}: on purpose", found.Schedule.State.Notes);
        Assert.NotEqual(version, found.ConflictToken);
        Assert.Equal(WorkflowExecutionStatus.Failed, found.Info.RecentActions[0].StartWorkflowStatus);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task PauseOnFailure_WhenARunTimesOut_PausesAndSaysWhy(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Policies = new() { PauseOnFailure = true };
            request.Schedule.Action.StartWorkflow.WorkflowRunTimeout = Do.Span(1);
        });
        await c.TriggerAsync(1);
        var found = await c.UntilScheduleAsync(found => found.Schedule.State.Paused, "the pause");
        Assert.Equal($"paused due to workflow timeout: {c.JobOf(1).WorkflowId}", found.Schedule.State.Notes);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task LimitedActions_WhenTheyAreUsedUp_AreNoMore(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Spec = ScheduleTalk.Every(1);
            request.Schedule.Policies = new() { OverlapPolicy = Policy.AllowAll };
            request.Schedule.State = new() { LimitedActions = true, RemainingActions = 2 };
        });
        Assert.InRange((await c.ScheduleAsync()).Info.FutureActionTimes.Count, 0, 2);
        var found = await c.UntilScheduleAsync(found => found.Schedule.State.RemainingActions == 0, "the last action");
        Assert.Equal(2, found.Info.ActionCount);
        Assert.Empty(found.Info.FutureActionTimes);

        // What a person asks for is not limited.
        Assert.Equal(3, (await c.TriggerAsync(1)).Info.ActionCount);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Pause_AndUnpause_HoldAndLetGo(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Spec = ScheduleTalk.Every(1);
            request.Schedule.State = new() { Paused = true, Notes = "at first" };
        });
        var found = await c.TriggerAsync(1);
        Assert.Equal(("at first", 1L), (found.Schedule.State.Notes, found.Info.ActionCount));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        await c.PatchAsync(patch => patch.Unpause = "go on");
        found = await c.UntilActionsAsync(2);
        Assert.Equal(("go on", 0L), (found.Schedule.State.Notes, found.Info.MissedCatchupWindow));
        await c.PatchAsync(patch => patch.Pause = "stop");
        found = await c.UntilScheduleAsync(now => now.Schedule.State.Paused, "the pause");
        Assert.Equal("stop", found.Schedule.State.Notes);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Patch_SentAgain_IsDoneOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(Policy.BufferAll);
        var id = Guid.NewGuid().ToString();
        for (var time = 0; time < 2; time++)
        {
            await c.PatchAsync(
                patch => patch.TriggerImmediately = new() { ScheduledTime = ScheduleTalk.Moment(1).ToTimestamp() }, id);
        }

        await c.UntilActionsAsync(1);
        Assert.Equal(1, (await c.TriggerAsync(2)).Info.BufferSize);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Start_OfAnIdThatIsTaken_IsGivenUp(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(request => request.WorkflowId = c.JobOf(1).WorkflowId);
        await c.CreateScheduleAsync();
        await c.PatchAsync(patch => patch.TriggerImmediately = new()
        {
            ScheduledTime = ScheduleTalk.Moment(1).ToTimestamp(),
        });
        var found = await c.TriggerAsync(2);
        Assert.Equal(c.JobOf(2).WorkflowId, Assert.Single(found.Info.RecentActions).StartWorkflowResult.WorkflowId);
        await c.EndScheduleAsync();
    }
}
