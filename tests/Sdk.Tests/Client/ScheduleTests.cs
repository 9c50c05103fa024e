using Google.Protobuf.WellKnownTypes;
using Sdk.Tests.Converters;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Client.Interceptors;
using Temporalio.Client.Schedules;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Client;

/// <summary>Schedules: what calls send, and all of them against the embedded server and the real one.</summary>
public sealed class ScheduleTests
{
    private static readonly DateTime Start = new(2031, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private static readonly Lazy<Task<ServerProcess>> Embedded = new(() => ServerProcess.StartAsync(ServerKind.Embedded));

    private readonly FakeWorkflowService service = new();

    [Workflow]
    public interface IReport
    {
        [WorkflowRun]
        Task RunAsync(string what, int count);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Create_EveryField_IsDescribedAsItWasGiven(ServerKind kind)
    {
        var client = await ConnectAsync(kind);
        var schedule = Everything();

        var handle = await client.CreateScheduleAsync(
            NewId(), schedule, new() { Memo = new Dictionary<string, object> { ["why"] = "nightly" } });
        var description = await handle.DescribeAsync();

        Assert.Equal(handle.Id, description.Id);
        AssertSame(schedule.Spec, description.Schedule.Spec);
        Assert.Equal(schedule.Policy, description.Schedule.Policy);
        Assert.Equal(schedule.State, description.Schedule.State);
        Assert.Equal("nightly", await description.Memo["why"].ToValueAsync<string>());
        var action = Assert.IsType<ScheduleActionStartWorkflow>(description.Schedule.Action);
        Assert.Equal("Report", action.Workflow);
        Assert.Equal("orders", await ((IEncodedRawValue)action.Args.First()!).ToValueAsync<string>());
        Assert.Equal(7, await ((IEncodedRawValue)action.Args.Last()!).ToValueAsync<int>());
        Assert.StartsWith("report-", action.Options.Id, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(9), action.Options.RunTimeout);
        Assert.Equal(3, action.Options.RetryPolicy!.MaximumAttempts);
        Assert.Equal("summary", action.Options.StaticSummary);
        Assert.Equal("deep", await ((IEncodedRawValue)action.Options.Memo!["m"]).ToValueAsync<string>());
        Assert.Equal(0, description.Info.NumActions);
        Assert.True(description.Info.CreatedAt > new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await handle.DeleteAsync();
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Create_SameIdTwice_ThrowsAlreadyRunning(ServerKind kind)
    {
        var client = await ConnectAsync(kind);
        var handle = await client.CreateScheduleAsync(NewId(), Plain());

        await Assert.ThrowsAsync<ScheduleAlreadyRunningException>(
            () => client.CreateScheduleAsync(handle.Id, Plain()));
        await handle.DeleteAsync();
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Pause_Unpause_Trigger_Backfill_DoWhatTheySay(ServerKind kind)
    {
        var client = await ConnectAsync(kind);
        var schedule = Plain() with { State = new() { Paused = true, Note = "at first" } };
        var handle = await client.CreateScheduleAsync(NewId(), schedule);

        await handle.UnpauseAsync();
        var going = await UntilAsync(handle, description => !description.Schedule.State.Paused);
        await handle.PauseAsync("maintenance");
        var paused = await UntilAsync(handle, description => description.Schedule.State.Paused);
        var acted = await ActedAsync(handle);

        Assert.Equal("Unpaused via .NET SDK", going.Schedule.State.Note);
        Assert.Equal("maintenance", paused.Schedule.State.Note);
        var started = Assert.IsType<ScheduleActionExecutionStartWorkflow>(acted.Info.RecentActions.First().Action);
        var workflow = await client.GetWorkflowHandle(started.WorkflowId).DescribeAsync();
        Assert.Equal("Report", workflow.WorkflowType);
        await handle.DeleteAsync();
        foreach (var action in acted.Info.RecentActions.Select(result => result.Action))
        {
            await client.GetWorkflowHandle(((ScheduleActionExecutionStartWorkflow)action).WorkflowId).TerminateAsync();
        }
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Update_DescriptionGivenBackWithAnotherTime_KeepsEncodedValuesAsTheyWere(ServerKind kind)
    {
        var client = await ConnectAsync(kind, DataConverter.Default with { PayloadCodec = new ReversingCodec() });
        var handle = await client.CreateScheduleAsync(NewId(), Everything());

        await handle.UpdateAsync(input => new ScheduleUpdate(input.Description.Schedule with
        {
            Spec = new() { Intervals = [new(TimeSpan.FromHours(5))] },
        }));
        var description = await UntilAsync(handle, found => found.Schedule.Spec.Intervals.Count == 1 &&
            found.Schedule.Spec.Calendars.Count == 0);

        var action = (ScheduleActionStartWorkflow)description.Schedule.Action;
        Assert.Equal("orders", await ((IEncodedRawValue)action.Args.First()!).ToValueAsync<string>());
        Assert.Equal("deep", await ((IEncodedRawValue)action.Options.Memo!["m"]).ToValueAsync<string>());
        Assert.Equal("summary", action.Options.StaticSummary);
        Assert.NotNull(description.Info.LastUpdatedAt);
        await handle.DeleteAsync();
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Update_UpdaterReturnsNull_ChangesNothing(ServerKind kind)
    {
        var client = await ConnectAsync(kind);
        var handle = await client.CreateScheduleAsync(NewId(), Plain());

        await handle.UpdateAsync(_ => (ScheduleUpdate?)null);

        Assert.Null((await handle.DescribeAsync()).Info.LastUpdatedAt);
        await handle.DeleteAsync();
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task List_MadeSchedule_IsShownUntilItIsDeleted(ServerKind kind)
    {
        var client = await ConnectAsync(kind);
        var handle = await client.CreateScheduleAsync(NewId(), Plain());

        ScheduleListDescription? listed = null;
        await Eventually.IsAsync(
            async () => (listed = (await ListAsync(client)).FirstOrDefault(
                found => found.Id == handle.Id && found.Schedule is not null)) is not null,
            "the list has it");
        await handle.DeleteAsync();
        await Eventually.IsAsync(
            async () => (await ListAsync(client)).TrueForAll(found => found.Id != handle.Id), "the list forgets it");

        Assert.Equal("Report", Assert.IsType<ScheduleListActionStartWorkflow>(listed!.Schedule!.Action).Workflow);
        Assert.NotEmpty(listed.Info!.NextActionTimes);
        await Assert.ThrowsAsync<RpcException>(() => handle.DescribeAsync());
    }

    [Fact]
    public async Task Create_TriggerAndBackfills_AreTheInitialPatch()
    {
        service.Answer("CreateSchedule", new CreateScheduleResponse());
        var schedule = Plain() with { Policy = new() { Overlap = ScheduleOverlapPolicy.BufferAll } };

        var handle = await Client().CreateScheduleAsync(
            "id", schedule, new() { TriggerImmediately = true, Backfills = [new(Start, Start.AddHours(1))] });

        Assert.Equal("id", handle.Id);
        var request = (CreateScheduleRequest)service.Requests[0].Request;
        Assert.Equal(ScheduleOverlapPolicy.BufferAll, request.InitialPatch.TriggerImmediately.OverlapPolicy);
        Assert.Equal(Start.ToTimestamp(), Assert.Single(request.InitialPatch.BackfillRequest).StartTime);
        Assert.Equal("me", request.Identity);
        Assert.NotEmpty(request.RequestId);
        Assert.True(service.Requests[0].Options!.Retry);
    }

    [Fact]
    public async Task Pause_EmptyNote_StillPauses()
    {
        service.Answer("PatchSchedule", new PatchScheduleResponse());

        await Client().GetScheduleHandle("id").PauseAsync(string.Empty);

        Assert.Equal("Paused via .NET SDK", ((PatchScheduleRequest)service.Requests[0].Request).Patch.Pause);
    }

    public static TheoryData<string, Action<WorkflowOptions>> WrongStarts => new()
    {
        { "workflow id", options => options.Id = null },
        { "task queue", options => options.TaskQueue = null },
        { "reuse policy", options => options.IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate },
        { "conflict policy", options => options.IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting },
        { "cron", options => options.CronSchedule = "* * * * *" },
        { "signal", options => options.SignalWithStart("go", []) },
        { "start delay", options => options.StartDelay = TimeSpan.FromSeconds(1) },
        { "options of the call", options => options.Rpc = new() },
    };

    [Theory]
    [MemberData(nameof(WrongStarts))]
    public async Task Create_StartThatASchedulerCannotDo_IsRefusedBeforeAnyCall(
        string named, Action<WorkflowOptions> spoil)
    {
        var options = new WorkflowOptions("id", "queue");
        spoil(options);
        var schedule = new Schedule(ScheduleActionStartWorkflow.Create("Report", [], options), new());

        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => Client().CreateScheduleAsync("id", schedule));

        Assert.Contains(named, thrown.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Backfill_None_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Client().GetScheduleHandle("id").BackfillAsync([]));

    [Fact]
    public async Task Interceptor_SchedulesToo_SeesCalls()
    {
        service.Answer("DeleteSchedule", new DeleteScheduleResponse());
        var seen = new List<string>();
        var client = new TemporalClient(
            new FakeConnection(service), new() { Interceptors = [new Watch(seen)] });

        await client.GetScheduleHandle("mine").DeleteAsync();

        Assert.Equal(["mine"], seen);
    }

    private static Schedule Plain() => new(
        ScheduleActionStartWorkflow.Create(
            (IReport report) => report.RunAsync("orders", 7), new("report-" + Guid.NewGuid().ToString("N"), "nobody")),
        new() { Intervals = [new(TimeSpan.FromDays(1), TimeSpan.FromHours(3))] });

    private static Schedule Everything() => new(
        ScheduleActionStartWorkflow.Create(
            (IReport report) => report.RunAsync("orders", 7),
            new("report-" + Guid.NewGuid().ToString("N"), "nobody")
            {
                RunTimeout = TimeSpan.FromMinutes(9),
                RetryPolicy = new() { MaximumAttempts = 3 },
                Memo = new Dictionary<string, object> { ["m"] = "deep" },
                StaticSummary = "summary",
            }),
        new()
        {
            Calendars =
            [
                new()
                {
                    Second = [new(5)], Minute = [new(1, 59, 2)], Hour = [new(3), new(5, 7)], DayOfWeek = [new(1, 5)],
                    Year = [new(2031, 2040)], Comment = "weekdays",
                },
            ],
            Intervals = [new(TimeSpan.FromDays(1), TimeSpan.FromHours(3))],
            Skip = [new() { Hour = [new(0, 23)], Minute = [new(0, 59)], Second = [new(0, 59)], Month = [new(12)] }],
            StartAt = Start,
            EndAt = Start.AddYears(5),
            Jitter = TimeSpan.FromSeconds(30),
            TimeZoneName = "Europe/Vienna",
        })
    {
        Policy = new()
        {
            Overlap = ScheduleOverlapPolicy.BufferOne, CatchupWindow = TimeSpan.FromHours(2), PauseOnFailure = true,
        },
        State = new() { Note = "note", LimitedActions = true, RemainingActions = 12 },
    };

    // Collections have no equality of their own; their protocol form has.
    private static void AssertSame(ScheduleSpec expected, ScheduleSpec actual)
    {
        static string Text(ScheduleSpec spec) => System.Text.Json.JsonSerializer.Serialize(spec);
        Assert.Equal(Text(expected), Text(actual));
    }

    // A reference server that is too busy gives a start up and does not try it again: then it is asked once more.
    private static async Task<ScheduleDescription> ActedAsync(ScheduleHandle handle)
    {
        for (var tries = 1; ; tries++)
        {
            await handle.TriggerAsync(new() { Overlap = ScheduleOverlapPolicy.AllowAll });
            await handle.BackfillAsync(
            [
                new(Start.AddYears(-10), Start.AddYears(-10).AddDays(2), ScheduleOverlapPolicy.AllowAll),
            ]);
            try
            {
                return await UntilAsync(handle, description => description.Info.NumActions >= 3);
            }
            catch (TimeoutException) when (tries < 3)
            {
            }
        }
    }

    private static async Task<ScheduleDescription> UntilAsync(
        ScheduleHandle handle, Func<ScheduleDescription, bool> holds)
    {
        ScheduleDescription? found = null;
        await Eventually.IsAsync(async () => holds(found = await handle.DescribeAsync()), "the description has it");
        return found!;
    }

    private static async Task<List<ScheduleListDescription>> ListAsync(TemporalClient client)
    {
        var all = new List<ScheduleListDescription>();
        await foreach (var schedule in client.ListSchedulesAsync())
        {
            all.Add(schedule);
        }

        return all;
    }

    private static string NewId() => "schedule-test-" + Guid.NewGuid().ToString("N");

    private static async Task<TemporalClient> ConnectAsync(ServerKind kind, DataConverter? converter = null)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        var server = await (kind == ServerKind.Embedded ? Embedded.Value : RealServer.SharedAsync());
        return await TemporalClient.ConnectAsync(new(server.Address)
        {
            DataConverter = converter ?? DataConverter.Default,
        });
    }

    private TemporalClient Client() => new(new FakeConnection(service), new());

    private sealed class Watch(List<string> seen) : IClientInterceptor
    {
        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
            new Outbound(nextInterceptor, seen);

        private sealed class Outbound(ClientOutboundInterceptor next, List<string> seen)
            : ClientOutboundInterceptor(next)
        {
            public override Task DeleteScheduleAsync(DeleteScheduleInput input)
            {
                seen.Add(input.Id);
                return base.DeleteScheduleAsync(input);
            }
        }
    }
}
