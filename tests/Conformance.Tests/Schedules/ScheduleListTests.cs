using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Schedules;

/// <summary>Lists of schedules, and the hidden runs behind them.</summary>
public sealed class ScheduleListTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Listed_Schedule_TellsWhatItIsAndDid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            request.Memo = new() { Fields = { ["m"] = Conversation.Json("1") } };
            request.SearchAttributes = Keyword("listed");
            request.Schedule.State = new() { Notes = "look" };
        });
        await c.TriggerAsync(1);
        var entry = await c.ListedAsync(found => found.Info.RecentActions.Count == 1);
        Assert.Equal(c.WorkflowId, entry.ScheduleId);
        Assert.Equal("1", Assert.Single(entry.Memo.Fields).Value.Data.ToStringUtf8());
        Assert.Equal("\"listed\"", Assert.Single(entry.SearchAttributes.IndexedFields).Value.Data.ToStringUtf8());
        Assert.Equal(
            (Conversation.WorkflowType, "look", false), (entry.Info.WorkflowType.Name, entry.Info.Notes, entry.Info.Paused));
        Assert.Equal(5, entry.Info.FutureActionTimes.Count);
        Assert.Equal(c.JobOf(1).WorkflowId, entry.Info.RecentActions[0].StartWorkflowResult.WorkflowId);
        Assert.Equal(86_400, Assert.Single(entry.Info.Spec.Interval).Interval.Seconds);
        await c.EndScheduleAsync();
        await Eventually.IsAsync(
            async () => (await c.ListAsync($"ScheduleId = '{c.WorkflowId}'")).Schedules.Count == 0, "the end in the list");
    }

    [SkippableTheory, BothServers]
    public async Task List_ByItsFields_SelectsSchedules(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request => request.SearchAttributes = Keyword(c.WorkflowId));
        var mine = $"ConformanceKeyword = '{c.WorkflowId}'";
        await c.ListedAsync(query: mine);
        await c.ListedAsync(query: $"{mine} AND TemporalSchedulePaused = false");
        await c.ListedAsync(query: $"ScheduleId STARTS_WITH '{c.WorkflowId[..^3]}'");
        await c.ListedAsync(query: $"ScheduleId IN ('nobody', '{c.WorkflowId}') AND ConformanceInt IS NULL");
        await c.PatchAsync(patch => patch.Pause = "for the list");
        var entry = await c.ListedAsync(query: $"{mine} AND TemporalSchedulePaused = true");
        Assert.Equal((true, "for the list"), (entry.Info.Paused, entry.Info.Notes));
        Assert.Empty((await c.ListAsync($"ScheduleId = 'nobody' AND {mine}")).Schedules);
        await c.DeleteScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task List_ByWhatSchedulesDoNotHave_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        foreach (var field in new[] { "WorkflowId", "ExecutionStatus", "TemporalNamespaceDivision" })
        {
            var refusal = await Refused.WithAsync(Code.InvalidArgument, () => c.ListAsync($"{field} = 'Running'"));
            Assert.Equal($"invalid query filter for schedules: cannot filter on \"{field}\"", refusal.Message);
        }

        await Refused.WithAsync(Code.InvalidArgument, () => c.ListAsync("Nobody = 'x'"));
        await Refused.WithAsync(Code.InvalidArgument, () => c.ListAsync("ScheduleId = "));
        await Refused.WithAsync(Code.NotFound, () => c.Rpc.ListSchedulesAsync(new() { Namespace = "nobody" }));
    }

    [SkippableTheory, BothServers]
    public async Task List_InPages_HasEachScheduleOnceAndTheNewestFirst(ServerKind kind)
    {
        var talks = new List<Conversation>();
        var mark = Guid.NewGuid().ToString();
        for (var number = 0; number < 5; number++)
        {
            talks.Add(await WithAsync(kind));
            await talks[^1].CreateScheduleAsync(request => request.SearchAttributes = Keyword(mark));
        }

        var c = talks[0];
        await Eventually.IsAsync(
            async () => (await c.ListAsync($"ConformanceKeyword = '{mark}'")).Schedules.Count == 5, "the list");
        var (seen, token) = (new List<string>(), ByteString.Empty);
        do
        {
            var page = await c.Rpc.ListSchedulesAsync(new()
            {
                Namespace = Conversation.Namespace,
                MaximumPageSize = 2,
                Query = $"ConformanceKeyword = '{mark}'",
                NextPageToken = token,
            });
            seen.AddRange(page.Schedules.Select(entry => entry.ScheduleId));
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        Assert.Equal(talks.Select(talk => talk.WorkflowId).Reverse(), seen);
        foreach (var talk in talks)
        {
            await talk.DeleteScheduleAsync();
        }
    }

    [SkippableTheory, BothServers]
    public async Task HiddenRuns_OfSchedules_AreCountedByThoseWhoAskForThem(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var mark = Guid.NewGuid().ToString();
        await c.CreateScheduleAsync(request => request.SearchAttributes = Keyword(mark));
        await c.ListedAsync();
        var hidden = "TemporalNamespaceDivision = 'TemporalScheduler' AND ExecutionStatus = 'Running'";
        Assert.True(await CountAsync(c, hidden) >= 1);
        Assert.Equal(1, await CountAsync(c, $"{hidden} AND ConformanceKeyword = '{mark}'"));
        Assert.Equal(0, await CountAsync(c, $"ConformanceKeyword = '{mark}'"));
        var listed = await c.Rpc.ListWorkflowExecutionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Query = $"{hidden} AND ScheduleId = '{c.WorkflowId}'",
        });
        var run = Assert.Single(listed.Executions);
        Assert.Equal(
            ($"temporal-sys-scheduler:{c.WorkflowId}", "temporal-sys-scheduler-workflow"),
            (run.Execution.WorkflowId, run.Type.Name));
        await c.DeleteScheduleAsync();
        await Eventually.IsAsync(
            async () => await CountAsync(c, $"{hidden} AND ConformanceKeyword = '{mark}'") == 0, "the end of the hidden run");
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    public async Task HiddenRun_OfASchedule_CannotBeDescribed(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        await Refused.WithAsync(
            Code.NotFound, () => c.DescribeAsync(new() { WorkflowId = $"temporal-sys-scheduler:{c.WorkflowId}" }));
        await c.DeleteScheduleAsync();
    }

    private static async Task<long> CountAsync(Conversation c, string query) => (await c.Rpc.CountWorkflowExecutionsAsync(
        new CountWorkflowExecutionsRequest { Namespace = Conversation.Namespace, Query = query })).Count;

    private static Temporalio.Api.Common.V1.SearchAttributes Keyword(string value) =>
        new() { IndexedFields = { ["ConformanceKeyword"] = Conversation.Json($"\"{value}\"") } };
}
