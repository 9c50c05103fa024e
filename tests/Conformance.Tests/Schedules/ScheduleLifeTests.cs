using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Schedules;

/// <summary>Making, looking at, changing and deleting schedules.</summary>
public sealed class ScheduleLifeTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Schedule_MadeWithLittle_IsDescribedWithEveryDefault(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var created = await c.CreateScheduleAsync(request => request.Memo = new()
        {
            Fields = { ["m"] = Conversation.Json("1") },
        });
        var found = await c.ScheduleAsync();
        Assert.Equal("0000000000000001", Convert.ToHexString(created.ConflictToken.Span));
        Assert.Equal(created.ConflictToken, found.ConflictToken);
        Assert.Equal(
            new() { OverlapPolicy = ScheduleOverlapPolicy.Skip, CatchupWindow = Do.Span(365 * 86_400) },
            found.Schedule.Policies);
        Assert.Equal(new(), found.Schedule.State);
        Assert.Equal(TaskQueueKind.Normal, found.Schedule.Action.StartWorkflow.TaskQueue.Kind);
        Assert.Equal("1", Assert.Single(found.Memo.Fields).Value.Data.ToStringUtf8());
        Assert.Null(found.SearchAttributes);
        Assert.NotNull(found.Info.CreateTime);
        Assert.Null(found.Info.UpdateTime);
        Assert.Equal(10, found.Info.FutureActionTimes.Count);
        found.Info.CreateTime = null;
        found.Info.FutureActionTimes.Clear();
        Assert.Equal(new(), found.Info);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Schedule_WithoutAction_DoesNothing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.Schedule = null);
        var found = await c.ScheduleAsync();
        Assert.Null(found.Schedule.Action.StartWorkflow);
        Assert.Empty(found.Info.FutureActionTimes);
        await c.PatchAsync(patch => patch.TriggerImmediately = new());
        await c.PatchAsync(patch => patch.Pause = "nothing to pause");
        found = await c.UntilScheduleAsync(now => now.Schedule.State.Paused, "the pause");
        Assert.Equal((0L, 0L), (found.Info.ActionCount, found.Info.BufferSize));
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Fields_OfTheHiddenRun_AreNotTold(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Memo = new() { Fields = { ["ScheduleInfo"] = Conversation.Json("1") } };
            request.SearchAttributes = new()
            {
                IndexedFields =
                {
                    ["TemporalSchedulePaused"] = Conversation.Json("true"),
                    ["TemporalNamespaceDivision"] = Conversation.Json("\"mine\""),
                },
            };
        });
        var found = await c.ScheduleAsync();
        Assert.Null(found.Memo);
        Assert.Null(found.SearchAttributes);
        var entry = await c.ListedAsync();
        Assert.Null(entry.Memo);
        Assert.Null(entry.SearchAttributes);
        Assert.False(entry.Info.Paused);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task EmptyId_IsAnIdLikeAnyOther(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.ScheduleId = string.Empty);
        Assert.Equal(0, (await c.Rpc.DescribeScheduleAsync(new() { Namespace = Conversation.Namespace })).Info.ActionCount);
        await c.Rpc.DeleteScheduleAsync(new() { Namespace = Conversation.Namespace });
    }

    [SkippableTheory, BothServers]
    public async Task CatchupWindow_ThatIsTooShort_IsMadeLonger(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.Schedule.Policies = new() { CatchupWindow = Do.Span(1) });
        Assert.Equal(Do.Span(10), (await c.ScheduleAsync()).Schedule.Policies.CatchupWindow);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task CreateSchedule_SameId_IsRefusedUnlessItIsTheSameRequest(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = c.CreateRequest();
        await c.Rpc.CreateScheduleAsync(request);
        Assert.Equal(8, (await c.Rpc.CreateScheduleAsync(request)).ConflictToken.Length);
        var detail = await Refused.WithAsync<WorkflowExecutionAlreadyStartedFailure>(
            Code.AlreadyExists, () => c.CreateScheduleAsync());
        Assert.Equal(request.RequestId, detail.StartRequestId);
        Assert.True(Guid.TryParse(detail.RunId, out _));
        var refusal = await Refused.WithAsync(Code.AlreadyExists, () => c.CreateScheduleAsync());
        Assert.StartsWith(
            $"Workflow execution is already running. WorkflowId: temporal-sys-scheduler:{c.WorkflowId}, RunId: {detail.RunId}",
            refusal.Message,
            StringComparison.Ordinal);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Schedules_WithoutOne_AreNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var sentence = $"workflow not found for ID: temporal-sys-scheduler:{c.WorkflowId}";
        foreach (var call in new Func<Task>[]
        {
            c.ScheduleAsync,
            () => c.PatchAsync(patch => patch.Pause = "x"),
            () => c.Rpc.UpdateScheduleAsync(new() { Namespace = Conversation.Namespace, ScheduleId = c.WorkflowId }),
            c.DeleteScheduleAsync,
            () => MatchingAsync(c, Timestamp.FromDateTime(ScheduleTalk.Moment(0)), Timestamp.FromDateTime(ScheduleTalk.Moment(1))),
        })
        {
            Assert.Equal(sentence, (await Refused.WithAsync(Code.NotFound, call)).Message);
        }
    }

    [SkippableTheory, BothServers]
    public async Task DeletedSchedule_IsGone_AndItsIdIsFree(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        await c.TriggerAsync(1);
        await c.DeleteScheduleAsync();
        Assert.Equal(
            "schedule not found", (await Refused.WithAsync(Code.NotFound, c.ScheduleAsync)).Message);
        foreach (var call in new Func<Task>[] { c.DeleteScheduleAsync, () => c.PatchAsync(patch => patch.Pause = "x") })
        {
            Assert.Equal(
                "workflow execution already completed", (await Refused.WithAsync(Code.NotFound, call)).Message);
        }

        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync(c.JobOf(1)));
        await c.CreateScheduleAsync();
        Assert.Equal(0, (await c.ScheduleAsync()).Info.ActionCount);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Update_FromAnOlderState_IsTakenAndChangesNothing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var created = await c.CreateScheduleAsync();
        await c.PatchAsync(patch => patch.Pause = "meanwhile");
        var paused = await c.UntilScheduleAsync(now => now.Schedule.State.Paused, "the pause");
        Assert.Equal("0000000000000002", Convert.ToHexString(paused.ConflictToken.Span));
        await c.UpdateScheduleAsync(request =>
        {
            request.ConflictToken = created.ConflictToken;
            request.Schedule.State.Notes = "lost";
        });
        await c.UpdateScheduleAsync(request =>
        {
            request.ConflictToken = paused.ConflictToken;
            request.Schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.BufferOne;
        });
        var found = await c.UntilScheduleAsync(
            now => now.Schedule.Policies.OverlapPolicy == ScheduleOverlapPolicy.BufferOne, "the second update");
        Assert.Equal("meanwhile", found.Schedule.State.Notes);
        Assert.Equal("0000000000000003", Convert.ToHexString(found.ConflictToken.Span));
        Assert.NotNull(found.Info.UpdateTime);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Update_OfAttributes_ReplacesThemAndLeavesThemWhenNoneAreGiven(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.SearchAttributes = new()
        {
            IndexedFields =
            {
                ["ConformanceKeyword"] = Conversation.Json("\"a\""), ["ConformanceInt"] = Conversation.Json("1"),
            },
        });
        await c.UpdateScheduleAsync(request => request.Schedule.State.Notes = "first");
        var found = await c.UntilScheduleAsync(now => now.Schedule.State.Notes == "first", "the first update");
        Assert.Equal(["ConformanceInt", "ConformanceKeyword"], found.SearchAttributes.IndexedFields.Keys.Order());

        await c.UpdateScheduleAsync(request => request.SearchAttributes = new()
        {
            IndexedFields = { ["ConformanceInt"] = Conversation.Json("2") },
        });
        found = await c.UntilScheduleAsync(now => now.SearchAttributes?.IndexedFields.Count == 1, "the second update");
        Assert.Equal("2", found.SearchAttributes.IndexedFields["ConformanceInt"].Data.ToStringUtf8());

        await c.UpdateScheduleAsync(request => request.SearchAttributes = new());
        await c.UntilScheduleAsync(now => now.SearchAttributes is null, "the third update");
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task Update_OfTheSpec_ShowsOtherTimesAndKeepsWhatWasDone(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        await c.TriggerAsync(1);
        await c.UpdateScheduleAsync(request => request.Schedule.Spec = ScheduleTalk.Every(3600, 1800));
        var found = await c.UntilScheduleAsync(now => now.Info.UpdateTime is not null, "the update");
        Assert.Equal(1, found.Info.ActionCount);
        Assert.All(found.Info.FutureActionTimes, time => Assert.Equal(1800, time.Seconds % 3600));
        Assert.All(found.Info.FutureActionTimes, time => Assert.True(time > found.Info.UpdateTime));
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task MatchingTimes_OfARange_AreThoseAfterItsBeginning(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.Schedule.Spec = ScheduleTalk.Every(60));
        await c.ScheduleAsync();
        var times = (await MatchingAsync(
            c, ScheduleTalk.Moment(0).ToTimestamp(), ScheduleTalk.Moment(3).ToTimestamp())).StartTime;
        Assert.Equal([1, 2, 3], times.Select(time => (time.ToDateTime() - ScheduleTalk.Moment(0)).Minutes));
        var many = await MatchingAsync(
            c, ScheduleTalk.Moment(0).ToTimestamp(), ScheduleTalk.Moment(5000).ToTimestamp());
        Assert.Equal(1000, many.StartTime.Count);
        await Refused.WithAsync<QueryFailedFailure>(Code.InvalidArgument, () => MatchingAsync(c, null, null));
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task CreateSchedule_OfWhatCannotBe_IsRefusedInTheSameWords(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var cases = new (string Sentence, Action<CreateScheduleRequest> Spoil)[]
        {
            ("RequestId is not set on request.", request => request.RequestId = string.Empty),
            ("RequestId length exceeds limit.", request => request.RequestId = new string('x', 1001)),
            ("WorkflowId length exceeds limit.", request => request.ScheduleId = new string('x', 978)),
            ("WorkflowId length exceeds limit.", request => Start(request).WorkflowId = new string('x', 980)),
            ("WorkflowType is not set on request.", request => Start(request).WorkflowType = null),
            ("taskQueue is not set", request => Start(request).TaskQueue = null),
            ("task queue name cannot start with reserved prefix /_sys/", request => Start(request).TaskQueue.Name = "/_sys/x"),
            ("Memo size exceeds limit.",
                request => request.Memo = new() { Fields = { ["m"] = Conversation.Json(new string('1', 2_100_000)) } }),
            ("Blob data size exceeds limit.",
                request => Start(request).Input = Conversation.JsonArguments(new string('1', 2_100_000))),
            ("missing task queue name", request => Start(request).TaskQueue.Name = string.Empty),
            ("Scheduled workflow must not contain CronSchedule", request => Start(request).CronSchedule = "* * * * *"),
            ("Scheduled workflow must not contain WorkflowIDReusePolicy",
                request => Start(request).WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate),
            ("An invalid WorkflowRunTimeoutSeconds is set on request. cause: negative duration",
                request => Start(request).WorkflowRunTimeout = Do.Span(-1)),
            ("Namespace default has no mapping defined for search attribute Nobody",
                request => request.SearchAttributes = new() { IndexedFields = { ["Nobody"] = Conversation.Json("1") } }),
            ("Namespace default has no mapping defined for search attribute Nobody",
                request => Start(request).SearchAttributes = new() { IndexedFields = { ["Nobody"] = Conversation.Json("1") } }),
        };
        foreach (var (sentence, spoil) in cases)
        {
            var refusal = await Refused.WithAsync(Code.InvalidArgument, () => c.CreateScheduleAsync(spoil));
            Assert.Equal(sentence, refusal.Message);
        }
    }

    [SkippableTheory, BothServers]
    public async Task Notes_OfAPatch_MayHaveAThousandCharacters(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        var longest = new string('n', 1000);
        var refusal = await Refused.WithAsync(
            Code.InvalidArgument, () => c.PatchAsync(patch => patch.Unpause = longest + "n"));
        Assert.Equal("Schedule notes exceeds limit.", refusal.Message);
        await c.PatchAsync(patch => patch.Pause = longest);
        await c.UntilScheduleAsync(found => found.Schedule.State.Notes == longest, "the note");
        await c.DeleteScheduleAsync();
    }

    private static Temporalio.Api.Workflow.V1.NewWorkflowExecutionInfo Start(CreateScheduleRequest request) =>
        request.Schedule.Action.StartWorkflow;

    private static Task<ListScheduleMatchingTimesResponse> MatchingAsync(
        Conversation c, Timestamp? start, Timestamp? end) => c.Rpc.ListScheduleMatchingTimesAsync(new()
        {
            Namespace = Conversation.Namespace,
            ScheduleId = c.WorkflowId,
            StartTime = start,
            EndTime = end,
        });
}
