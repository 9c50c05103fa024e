using DevServer.Tests.Hosting;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Api;

/// <summary>Schedules belong to a namespace, and go by its state.</summary>
public sealed class ScheduleNamespaceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private RawClient Client => fixture.Client;

    [Fact]
    public async Task DeleteNamespace_WithSchedulesThatHaveStartsWaiting_TakesThemAlong()
    {
        await RegisterAsync("gone");
        await CreateAsync("gone");
        await TriggerAsync("gone");
        Assert.Equal(1, (await TriggerAsync("gone")).Info.BufferSize);

        await Client.CallAsync<DeleteNamespaceResponse>(new DeleteNamespaceRequest { Namespace = "gone" });
        var refusal = await Assert.ThrowsAsync<RawRpcException>(() => DescribeAsync("gone"));
        Assert.Equal(GrpcStatusCode.NotFound, refusal.Code);

        await RegisterAsync("gone");
        Assert.Empty((await ListAsync("gone")).Schedules);
        await CreateAsync("gone");
        Assert.Equal(0, (await DescribeAsync("gone")).Info.ActionCount);
    }

    [Fact]
    public async Task DeprecatedNamespace_OfASchedule_GetsNoMoreRuns()
    {
        await RegisterAsync("old");
        await CreateAsync("old");
        await Client.CallAsync<UpdateNamespaceResponse>(new UpdateNamespaceRequest
        {
            Namespace = "old",
            UpdateInfo = new() { State = NamespaceState.Deprecated },
        });
        var info = (await TriggerAsync("old")).Info;
        Assert.Equal((0L, 0L), (info.ActionCount, info.BufferSize));
    }

    [Fact]
    public async Task ListSchedules_OfMuchMemo_FitsIntoReplies()
    {
        await RegisterAsync("wordy");
        foreach (var id in new[] { "a", "b", "c" })
        {
            await CreateAsync("wordy", id, new string('1', 1_500_000));
        }

        var first = await ListAsync("wordy");
        Assert.Equal(["c", "b"], first.Schedules.Select(entry => entry.ScheduleId));
        var second = await Client.CallAsync<ListSchedulesResponse>(
            new ListSchedulesRequest { Namespace = "wordy", NextPageToken = first.NextPageToken });
        Assert.Equal("a", Assert.Single(second.Schedules).ScheduleId);
        Assert.True(second.NextPageToken.IsEmpty);
    }

    private Task<RegisterNamespaceResponse> RegisterAsync(string name) =>
        Client.CallAsync<RegisterNamespaceResponse>(new RegisterNamespaceRequest
        {
            Namespace = name,
            WorkflowExecutionRetentionPeriod = new() { Seconds = 86_400 },
        });

    private Task<CreateScheduleResponse> CreateAsync(string space, string id = "s", string memo = "1") =>
        Client.CallAsync<CreateScheduleResponse>(new CreateScheduleRequest
        {
            Namespace = space,
            ScheduleId = id,
            RequestId = Guid.NewGuid().ToString(),
            Memo = new() { Fields = { ["m"] = DevServer.Tests.Engine.Make.Json(memo) } },
            Schedule = new()
            {
                Policies = new() { OverlapPolicy = ScheduleOverlapPolicy.BufferAll },
                Action = new()
                {
                    StartWorkflow = new()
                    {
                        WorkflowId = "job", WorkflowType = new() { Name = "T" }, TaskQueue = new() { Name = "jobs" },
                    },
                },
            },
        });

    private async Task<DescribeScheduleResponse> TriggerAsync(string space)
    {
        await Client.CallAsync<PatchScheduleResponse>(new PatchScheduleRequest
        {
            Namespace = space,
            ScheduleId = "s",
            Patch = new SchedulePatch { TriggerImmediately = new() },
        });
        return await DescribeAsync(space);
    }

    private Task<DescribeScheduleResponse> DescribeAsync(string space) =>
        Client.CallAsync<DescribeScheduleResponse>(new DescribeScheduleRequest { Namespace = space, ScheduleId = "s" });

    private Task<ListSchedulesResponse> ListAsync(string space) =>
        Client.CallAsync<ListSchedulesResponse>(new ListSchedulesRequest { Namespace = space });
}
