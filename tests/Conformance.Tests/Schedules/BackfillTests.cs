using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;
using Policy = Temporalio.Api.Enums.V1.ScheduleOverlapPolicy;

namespace Conformance.Tests.Schedules;

/// <summary>Making up for a time that is over.</summary>
public sealed class BackfillTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Backfill_OneAfterTheOther_TakesBothEndsAndGoesInOrder(ServerKind kind)
    {
        var c = await CreateAsync(kind);
        await c.PatchAsync(patch => patch.BackfillRequest.Add(Range(1, 3, Policy.BufferAll)));
        for (var moment = 1; moment <= 3; moment++)
        {
            var task = await c.PollAsync();
            Assert.Equal(c.JobOf(moment).WorkflowId, task.WorkflowExecution.WorkflowId);
            await c.CompleteAsync(task, Do.Complete());
        }

        var found = await c.UntilScheduleAsync(found => found.Info.RunningWorkflows.Count == 0, "the end of the last");
        Assert.Equal((3L, 0L), (found.Info.ActionCount, found.Info.BufferSize));
        Assert.Equal(
            [1, 2, 3],
            found.Info.RecentActions.Select(action => (action.ScheduleTime.ToDateTime() - ScheduleTalk.Moment(0)).Minutes));
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Backfill_AllAtOnce_GoesOnStepByStepToTheEnd(ServerKind kind)
    {
        var c = await CreateAsync(kind);
        await c.PatchAsync(patch => patch.BackfillRequest.Add(Range(1, 12, Policy.AllowAll)));
        var found = await c.UntilActionsAsync(12);
        Assert.Equal(12, found.Info.ActionCount);
        Assert.Equal(10, found.Info.RecentActions.Count);
        Assert.Equal(
            c.JobOf(12).WorkflowId, found.Info.RecentActions[^1].StartWorkflowResult.WorkflowId);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Backfill_WithThePolicyOfTheSchedule_SkipsWhatOverlaps(ServerKind kind)
    {
        var c = await CreateAsync(kind);
        await c.PatchAsync(patch => patch.BackfillRequest.Add(Range(1, 3)));
        var found = await c.UntilActionsAsync(1);
        Assert.Equal((1L, 2L), (found.Info.ActionCount, found.Info.OverlapSkipped));
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Backfills_OfSeveralRanges_AreDoneInTheOrderInWhichTheyStand(ServerKind kind)
    {
        var c = await CreateAsync(kind);
        await c.PatchAsync(patch => patch.BackfillRequest.Add(
            [Range(5, 5, Policy.AllowAll), Range(1, 2, Policy.AllowAll), Range(8, 7, Policy.AllowAll)]));
        var found = await c.UntilActionsAsync(3);
        Assert.Equal(
            [5, 1, 2],
            found.Info.RecentActions.Select(action => (action.ScheduleTime.ToDateTime() - ScheduleTalk.Moment(0)).Minutes));
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task InitialPatch_WithATriggerAndABackfill_IsDoneAtTheBeginning(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Spec = ScheduleTalk.Every(60);
            request.Schedule.State = new() { Paused = true };
            request.InitialPatch = new()
            {
                TriggerImmediately = new() { OverlapPolicy = Policy.AllowAll },
                BackfillRequest = { Range(1, 2, Policy.AllowAll) },
            };
        });
        var found = await c.UntilActionsAsync(3);
        var started = found.Info.RecentActions.Select(action => action.StartWorkflowResult.WorkflowId).ToList();
        Assert.Contains(c.JobOf(1).WorkflowId, started);
        Assert.Contains(c.JobOf(2).WorkflowId, started);
        await c.EndScheduleAsync();
    }

    private static BackfillRequest Range(int first, int last, Policy policy = Policy.Unspecified) => new()
    {
        StartTime = ScheduleTalk.Moment(first).ToTimestamp(),
        EndTime = ScheduleTalk.Moment(last).ToTimestamp(),
        OverlapPolicy = policy,
    };

    /// <summary>Of every minute, but paused: what happens is what is asked for.</summary>
    private async Task<Conversation> CreateAsync(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Schedule.Spec = ScheduleTalk.Every(60);
            request.Schedule.State = new() { Paused = true };
        });
        return c;
    }
}
