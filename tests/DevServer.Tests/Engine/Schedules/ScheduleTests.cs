using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using static DevServer.Tests.Engine.Schedules.ScheduleBench;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>When a schedule acts, and what it tells of it.</summary>
public sealed class ScheduleTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void Schedule_AtItsTimes_StartsRunsThatSayWhereTheyAreFrom()
    {
        bench.CreateSchedule();
        bench.Advance(60);
        bench.Work(Make.Complete());
        bench.Advance(60);

        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
        Assert.Equal("Completed Running", bench.Statuses());
        var started = bench.Events(JobAt("00:02:00"))[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal("temporal-scheduler-default-daily", started.Identity);
        Assert.Equal("\"done\"", started.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(
            ["\"2026-01-01T00:02:00Z\"", "\"daily\""],
            started.SearchAttributes.IndexedFields.OrderByDescending(pair => pair.Key)
                .Select(pair => pair.Value.Data.ToStringUtf8()));
        var info = bench.DescribeSchedule().Info;
        Assert.Equal((2L, 0L), (info.ActionCount, info.OverlapSkipped));
        Assert.Equal(JobAt("00:02:00"), Assert.Single(info.RunningWorkflows).WorkflowId);
        Assert.Equal(10, info.FutureActionTimes.Count);
        Assert.Equal(bench.Now.AddSeconds(60), info.FutureActionTimes[0].ToDateTimeOffset());
    }

    [Fact]
    public void Skip_WhileARunGoesOn_CountsWhatItGivesUp()
    {
        bench.CreateSchedule();
        bench.Advance(200);
        Assert.Equal("00:01:00Z", bench.Started());
        Assert.Equal(2, bench.DescribeSchedule().Info.OverlapSkipped);
    }

    [Fact]
    public void BufferOne_WhileARunGoesOn_OwesTheFirst()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.BufferOne);
        bench.Advance(200);
        Assert.Equal((1L, 1L), (bench.DescribeSchedule().Info.BufferSize, bench.DescribeSchedule().Info.OverlapSkipped));
        bench.Work(Make.Complete());
        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
        Assert.Equal(0, bench.DescribeSchedule().Info.BufferSize);
    }

    [Fact]
    public void BufferAll_WhileARunGoesOn_OwesAllInTheirOrder()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.BufferAll);
        bench.Advance(250);
        Assert.Equal(3, bench.DescribeSchedule().Info.BufferSize);
        for (var run = 0; run < 4; run++)
        {
            bench.Work(Make.Complete());
        }

        Assert.Equal("00:01:00Z 00:02:00Z 00:03:00Z 00:04:00Z", bench.Started());
    }

    [Fact]
    public void CancelOther_WhileARunGoesOn_AsksItToCancelAndWaits()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.CancelOther);
        bench.Advance(60);
        bench.Work();
        bench.Advance(60);
        var asked = bench.Events(JobAt("00:01:00"))
            .Single(read => read.EventType == EventType.WorkflowExecutionCancelRequested)
            .WorkflowExecutionCancelRequestedEventAttributes;
        Assert.Equal(
            ("cancelled by schedule overlap policy", "temporal-scheduler-default-daily"), (asked.Cause, asked.Identity));
        Assert.Equal("00:01:00Z", bench.Started());

        bench.Work(Make.Cancel());
        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
        Assert.Equal("Canceled Running", bench.Statuses());
    }

    [Fact]
    public void TerminateOther_WhileARunGoesOn_EndsItAtOnce()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.TerminateOther);
        bench.Advance(120);
        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
        Assert.Equal("Terminated Running", bench.Statuses());
        var end = bench.Events(JobAt("00:01:00"))[^1].WorkflowExecutionTerminatedEventAttributes;
        Assert.Equal("terminated by schedule overlap policy", end.Reason);
    }

    [Fact]
    public void AllowAll_WhileARunGoesOn_StartsBesideItAndWatchesNone()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.AllowAll);
        bench.Advance(180);
        Assert.Equal("00:01:00Z 00:02:00Z 00:03:00Z", bench.Started());
        Assert.Empty(bench.DescribeSchedule().Info.RunningWorkflows);
    }

    [Fact]
    public void PauseOnFailure_WhenARunFails_PausesAndSaysWhy()
    {
        bench.CreateSchedule(change: request => request.Schedule.Policies = new() { PauseOnFailure = true });
        bench.Advance(60);
        bench.Work(Make.Fail(Make.Broken("no luck")));
        var state = bench.DescribeSchedule().Schedule.State;
        Assert.Equal(
            (true, $"paused due to workflow failure: {JobAt("00:01:00")}: no luck"), (state.Paused, state.Notes));

        bench.PatchSchedule(patch => patch.Unpause = "again");
        bench.Advance(60);
        var started = bench.Events(JobAt("00:02:00"))[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal("no luck", started.ContinuedFailure.Message);
    }

    [Fact]
    public void PauseOnFailure_WhenARunTimesOut_PausesAndSaysWhy()
    {
        bench.CreateSchedule(change: request =>
        {
            request.Schedule.Policies = new() { PauseOnFailure = true };
            request.Schedule.Action.StartWorkflow.WorkflowRunTimeout = Make.Seconds(10);
        });
        bench.Advance(80);
        Assert.Equal(
            $"paused due to workflow timeout: {JobAt("00:01:00")}", bench.DescribeSchedule().Schedule.State.Notes);
    }

    [Fact]
    public void Run_ThatContinuesAsNewAndIsReset_CountsAsOneUntilItsEnd()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.BufferAll);
        bench.Advance(60);
        bench.Work(Make.ContinueAsNew());
        bench.Advance(70);
        Assert.Equal(1, bench.DescribeSchedule().Info.BufferSize);

        bench.Work(Make.Timer("t", 1000));
        bench.Call((engine, now) => engine.Reset(
            new ResetWorkflowExecutionRequest
            {
                Namespace = TestCatalog.Name,
                WorkflowExecution = new() { WorkflowId = JobAt("00:01:00") },
                WorkflowTaskFinishEventId = 4,
                RequestId = "reset",
            },
            now));
        Assert.Equal("00:01:00Z", bench.Started());
        bench.Work(Make.Complete());
        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
        Assert.Equal("Completed Running", bench.Statuses());
    }

    [Fact]
    public void Run_ThatFailsAndIsRetried_CountsAsOneUntilItsEnd()
    {
        bench.CreateSchedule(change: request =>
        {
            request.Schedule.Policies = new() { PauseOnFailure = true };
            request.Schedule.Action.StartWorkflow.RetryPolicy = Make.Retry(attempts: 2);
        });
        bench.Advance(60);
        bench.Work(Make.Fail(Make.Broken("first")));
        Assert.Single(bench.DescribeSchedule().Info.RunningWorkflows);
        bench.Advance(2);
        bench.Work(Make.Fail(Make.Broken("second")));
        Assert.EndsWith(": second", bench.DescribeSchedule().Schedule.State.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ThatIsDeleted_MakesRoomForTheNext()
    {
        bench.CreateSchedule(ScheduleOverlapPolicy.BufferAll);
        bench.Advance(130);
        bench.Call((engine, now) => engine.Delete(
            new() { Namespace = TestCatalog.Name, WorkflowExecution = new() { WorkflowId = JobAt("00:01:00") } }, now));
        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
    }

    [Fact]
    public void LimitedActions_WhenTheyAreUsedUp_LeaveItIdleUntilItIsForgotten()
    {
        bench.CreateSchedule(change: request =>
        {
            request.Schedule.State = new() { LimitedActions = true, RemainingActions = 2 };
            request.Schedule.Policies = new() { OverlapPolicy = ScheduleOverlapPolicy.AllowAll };
        });
        Assert.Equal(2, bench.DescribeSchedule().Info.FutureActionTimes.Count);
        bench.Advance(300);
        Assert.Equal("00:01:00Z 00:02:00Z", bench.Started());
        Assert.Equal(0, bench.DescribeSchedule().Schedule.State.RemainingActions);
        Assert.Empty(bench.DescribeSchedule().Info.FutureActionTimes);

        bench.Trigger();
        Assert.Equal(3, bench.DescribeSchedule().Info.ActionCount);
        bench.Advance(TimeSpan.FromDays(7));
        Assert.Equal("schedule not found", bench.Refused(() => bench.DescribeSchedule(), GrpcStatusCode.NotFound).Message);
        bench.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            "workflow not found for ID: temporal-sys-scheduler:daily",
            bench.Refused(() => bench.DescribeSchedule(), GrpcStatusCode.NotFound).Message);
        Assert.Empty(bench.Store.Load().Schedules);
    }

    [Fact]
    public void CatchupWindow_AfterATimeWithoutAServer_TellsWhatIsDoneFromWhatIsMissed()
    {
        bench.CreateSchedule(change: request => request.Schedule.Policies = new()
        {
            OverlapPolicy = ScheduleOverlapPolicy.AllowAll,
            CatchupWindow = Make.Seconds(150),
        });
        bench.Sleep(TimeSpan.FromSeconds(600));
        Assert.Equal("00:08:00Z 00:09:00Z 00:10:00Z", bench.Started());
        Assert.Equal(7, bench.DescribeSchedule().Info.MissedCatchupWindow);
        bench.Advance(60);
        Assert.Equal(7, bench.DescribeSchedule().Info.MissedCatchupWindow);
    }

    [Fact]
    public void Due_ManyTimesAfterALongTimeWithoutAServer_AreDealtWithStepByStep()
    {
        bench.CreateSchedule(change: request => request.Schedule.Spec = Every(1));
        bench.Sleep(TimeSpan.FromHours(6));
        var info = bench.DescribeSchedule().Info;
        Assert.True(info.FutureActionTimes[0].ToDateTimeOffset() < bench.Now);
        bench.Advance(0.1);
        info = bench.DescribeSchedule().Info;
        Assert.Equal(bench.Now.AddSeconds(0.9), info.FutureActionTimes[0].ToDateTimeOffset());
        Assert.Equal(6 * 3600, info.ActionCount + info.OverlapSkipped + info.BufferDropped);
    }

    [Fact]
    public void Policy_ThatNobodyKnows_IsTakenAsSkip()
    {
        bench.CreateSchedule((ScheduleOverlapPolicy)77);
        bench.Advance(120);
        Assert.Equal(("00:01:00Z", 1L), (bench.Started(), bench.DescribeSchedule().Info.OverlapSkipped));
    }

    [Fact]
    public void Pause_WhileItLasts_NeitherActsNorCountsAsMissed()
    {
        bench.CreateSchedule();
        bench.PatchSchedule(patch => patch.Pause = "holiday");
        bench.Advance(300);
        Assert.Empty(bench.DescribeSchedule().Info.RecentActions);
        bench.PatchSchedule(patch => patch.Unpause = "back");
        bench.Advance(60);
        Assert.Equal("00:06:00Z", bench.Started());
        Assert.Equal(0, bench.DescribeSchedule().Info.MissedCatchupWindow);
        Assert.Equal("back", bench.DescribeSchedule().Schedule.State.Notes);
    }

    [Fact]
    public void Trigger_WhilePaused_StartsOneNow()
    {
        bench.CreateSchedule(change: request => request.Schedule.State = new() { Paused = true });
        bench.Advance(5);
        bench.Trigger();
        Assert.Equal("00:00:05Z", bench.Started());
        bench.Trigger();
        Assert.Equal(1, bench.DescribeSchedule().Info.OverlapSkipped);
    }

    [Fact]
    public void Trigger_SentAgain_IsDoneOnce()
    {
        bench.CreateSchedule();
        void Ask() => bench.PatchSchedule(
            Id, patch => patch.TriggerImmediately = new() { OverlapPolicy = ScheduleOverlapPolicy.BufferAll }, "same");
        Ask();
        bench.Crash();
        Ask();
        Assert.Equal((1L, 0L), (bench.DescribeSchedule().Info.ActionCount, bench.DescribeSchedule().Info.BufferSize));
    }

    [Fact]
    public void Backfill_OneAfterTheOther_MakesUpForAllInOrder()
    {
        bench.CreateSchedule();
        var first = bench.Now.AddMinutes(-25);
        bench.PatchSchedule(patch => patch.BackfillRequest.Add(
            Backfill(first, bench.Now.AddMinutes(-1), ScheduleOverlapPolicy.BufferAll)));
        for (var run = 0; run < 25; run++)
        {
            bench.Work(Make.Complete());
        }

        var info = bench.DescribeSchedule().Info;
        Assert.Equal((25L, 0L), (info.ActionCount, info.BufferSize));
        Assert.Equal(
            Enumerable.Range(16, 10).Select(minute => first.AddMinutes(minute - 1)),
            info.RecentActions.Select(action => action.ScheduleTime.ToDateTimeOffset()));
    }

    [Fact]
    public void Backfill_AllAtOnce_GoesOnByItself()
    {
        bench.CreateSchedule(change: request => request.Schedule.State = new() { Paused = true });
        bench.PatchSchedule(patch => patch.BackfillRequest.Add(
            Backfill(bench.Now.AddMinutes(-24), bench.Now, ScheduleOverlapPolicy.AllowAll)));
        Assert.Equal(10, bench.DescribeSchedule().Info.ActionCount);
        bench.Advance(2);
        Assert.Equal(25, bench.DescribeSchedule().Info.ActionCount);
    }

    [Fact]
    public void Buffer_WhenItIsFull_DropsAndCounts()
    {
        bench.CreateSchedule(change: request =>
        {
            request.Schedule.Spec = Every(1);
            request.Schedule.Policies = new() { OverlapPolicy = ScheduleOverlapPolicy.BufferAll };
        });
        bench.Advance(1010);
        var info = bench.DescribeSchedule().Info;
        Assert.Equal((1L, 1000L, 9L), (info.ActionCount, info.BufferSize, info.BufferDropped));
    }

    [Fact]
    public void StartThatIsRefused_IsGivenUpAndTheNextHasItsTurn()
    {
        bench.Start(request => request.WorkflowId = JobAt("00:01:00"));
        bench.CreateSchedule();
        bench.Advance(120);
        Assert.Equal("00:02:00Z", bench.Started());
    }

    [Fact]
    public void Update_FromAnOlderState_ChangesNothing()
    {
        var created = bench.CreateSchedule();
        bench.PatchSchedule(patch => patch.Pause = "changed meanwhile");
        bench.UpdateSchedule(request =>
        {
            request.ConflictToken = created.ConflictToken;
            request.Schedule.State = new() { Notes = "lost" };
        });
        Assert.Equal("changed meanwhile", bench.DescribeSchedule().Schedule.State.Notes);
        Assert.Null(bench.DescribeSchedule().Info.UpdateTime);

        bench.UpdateSchedule(request =>
        {
            request.ConflictToken = bench.DescribeSchedule().ConflictToken;
            request.Schedule.State = new() { Notes = "kept" };
            request.Schedule.Spec = Every(10);
        });
        Assert.Equal("kept", bench.DescribeSchedule().Schedule.State.Notes);
        bench.Advance(10);
        Assert.Equal("00:00:10Z", bench.Started());
    }

    [Fact]
    public void Create_SameIdTwice_IsRefusedUnlessItIsTheSameRequest()
    {
        bench.CreateSchedule(change: request => request.RequestId = "same");
        bench.CreateSchedule(change: request => request.RequestId = "same");
        var refusal = bench.Refused(() => bench.CreateSchedule(), GrpcStatusCode.AlreadyExists);
        Assert.StartsWith(
            "Workflow execution is already running. WorkflowId: temporal-sys-scheduler:daily, RunId: ", refusal.Message,
            StringComparison.Ordinal);

        bench.DeleteSchedule();
        bench.Refused(() => bench.DeleteSchedule(), GrpcStatusCode.NotFound);
        bench.CreateSchedule();
        bench.Advance(60);
        Assert.Equal("00:01:00Z", bench.Started());
    }

    [Fact]
    public void Delete_WhileARunGoesOn_LeavesIt()
    {
        bench.CreateSchedule();
        bench.Advance(60);
        bench.DeleteSchedule();
        bench.Advance(120);
        bench.Work(Make.Complete());
        Assert.Equal(EventType.WorkflowExecutionCompleted, bench.Events(JobAt("00:01:00"))[^1].EventType);
    }

    [Fact]
    public void MatchingTimes_OfARange_AreThoseAfterItsBeginning()
    {
        bench.CreateSchedule();
        var reply = bench.Call((engine, now) => engine.ListScheduleMatchingTimes(
            new()
            {
                Namespace = TestCatalog.Name,
                ScheduleId = Id,
                StartTime = bench.Now.ToStamp(),
                EndTime = bench.Now.AddMinutes(2).ToStamp(),
            },
            now));
        Assert.Equal(
            [bench.Now.AddMinutes(1), bench.Now.AddMinutes(2)], reply.StartTime.Select(time => time.ToDateTimeOffset()));
    }
}
