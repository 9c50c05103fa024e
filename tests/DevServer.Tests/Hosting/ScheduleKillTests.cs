using DevServer.Tests.Storage;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

namespace DevServer.Tests.Hosting;

/// <summary>Schedules go on after kill -9, in the file that is left, and in a copy of it.</summary>
public sealed class ScheduleKillTests : IDisposable
{
    private const string Id = "every-second";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Kill_WhileAScheduleActs_LosesNoTimeAndDoesNoneTwice()
    {
        var file = folder.File("killed.db");
        await using (var first = await StartServerAsync(file))
        {
            using var client = new RawClient(first.Address);
            await CreateAsync(client, ScheduleOverlapPolicy.AllowAll);
            await UntilActionsAsync(client, 2);
            await first.KillAsync();
        }

        await using var second = await StartServerAsync(file);
        using var after = new RawClient(second.Address);
        var info = (await UntilActionsAsync(after, 4)).Info;
        var times = info.RecentActions.Select(action => action.ScheduleTime.Seconds).ToList();
        Assert.Equal(Enumerable.Range(0, times.Count).Select(number => times[0] + number), times);
        Assert.Equal(0, info.MissedCatchupWindow);
        var runs = await after.CallAsync<ListWorkflowExecutionsResponse>(new ListWorkflowExecutionsRequest
        {
            Namespace = "default",
            Query = $"TemporalScheduledById = '{Id}'",
        });
        Assert.Equal(
            runs.Executions.Select(run => run.Execution.WorkflowId).Distinct().Count(), runs.Executions.Count);
    }

    [Fact]
    public async Task Kill_WhileAStartWaitsForTheEndOfARun_IsMadeByTheNextLife()
    {
        var (file, copy) = (folder.File("killed.db"), folder.File("copy.db"));
        var first = await StartServerAsync(file);
        await using (first)
        {
            using var client = new RawClient(first.Address);
            await CreateAsync(client, ScheduleOverlapPolicy.BufferOne);
            await Eventually.IsAsync(async () => (await DescribeAsync(client)).Info.BufferSize == 1, "a start that waits");
            await PauseAsync(client);
            await ServerBackup.SaveAsync(first.Address, copy);
            await first.KillAsync();
        }

        await using (var restored = await StartServerAsync(copy))
        {
            using var reader = new RawClient(restored.Address);
            Assert.Equal(1, (await DescribeAsync(reader)).Info.BufferSize);
        }

        await using var second = await StartServerAsync(file);
        using var after = new RawClient(second.Address);
        var found = await DescribeAsync(after);
        Assert.Equal(
            (true, "enough", 1L, 1L),
            (found.Schedule.State.Paused, found.Schedule.State.Notes, found.Info.ActionCount, found.Info.BufferSize));
        await after.CallAsync<PatchScheduleResponse>(Patch(new SchedulePatch { Unpause = "go on" }));
        var task = await after.CallAsync<PollWorkflowTaskQueueResponse>(
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new() { Name = "jobs" } });
        await after.CallAsync<RespondWorkflowTaskCompletedResponse>(new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Commands =
            {
                new Command
                {
                    CommandType = CommandType.CompleteWorkflowExecution,
                    CompleteWorkflowExecutionCommandAttributes = new(),
                },
            },
        });
        found = await UntilActionsAsync(after, 2);
        Assert.Equal(WorkflowExecutionStatus.Completed, found.Info.RecentActions[0].StartWorkflowStatus);
    }

    public void Dispose() => folder.Dispose();

    private static Task<ServerProcess> StartServerAsync(string file) =>
        ServerProcess.StartAsync(ServerKind.Embedded, new() { DatabaseFile = file });

    private static Task<CreateScheduleResponse> CreateAsync(RawClient client, ScheduleOverlapPolicy policy) =>
        client.CallAsync<CreateScheduleResponse>(new CreateScheduleRequest
        {
            Namespace = "default",
            ScheduleId = Id,
            RequestId = "create",
            Schedule = new()
            {
                Spec = new() { Interval = { new IntervalSpec { Interval = new() { Seconds = 1 } } } },
                Policies = new() { OverlapPolicy = policy },
                Action = new()
                {
                    StartWorkflow = new()
                    {
                        WorkflowId = "job",
                        WorkflowType = new() { Name = "T" },
                        TaskQueue = new() { Name = "jobs" },
                    },
                },
            },
        });

    private static Task<DescribeScheduleResponse> DescribeAsync(RawClient client) =>
        client.CallAsync<DescribeScheduleResponse>(
            new DescribeScheduleRequest { Namespace = "default", ScheduleId = Id });

    private static async Task<DescribeScheduleResponse> UntilActionsAsync(RawClient client, int count)
    {
        DescribeScheduleResponse? found = null;
        await Eventually.IsAsync(
            async () => (found = await DescribeAsync(client)).Info.ActionCount >= count, $"{count} actions");
        return found!;
    }

    private static Task<PatchScheduleResponse> PauseAsync(RawClient client) =>
        client.CallAsync<PatchScheduleResponse>(Patch(new SchedulePatch { Pause = "enough" }));

    private static PatchScheduleRequest Patch(SchedulePatch patch) =>
        new() { Namespace = "default", ScheduleId = Id, RequestId = Guid.NewGuid().ToString(), Patch = patch };
}
