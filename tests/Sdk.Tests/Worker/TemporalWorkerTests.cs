using Sdk.Tests.Worker.Fakes;
using Temporalio.Activities;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Temporalio.Worker;
using static Temporalio.Exceptions.RpcException;

namespace Sdk.Tests.Worker;

public sealed class TemporalWorkerTests
{
    private const int PollingFails = 1;
    private const int PollingWorksAgain = 3;

    [Fact]
    public async Task Polls_ThatFailForALongTime_AreRepeatedAndLoggedOnce()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("One")] () => 1));
        await fake.Server.PollBeganAsync();
        fake.Server.Fail<PollActivityTaskQueueRequest>(StatusCode.Unavailable, times: 20);
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        var second = fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        await AdvanceUntilAsync(fake, second);
        await second;
        Assert.Equal(1, fake.Logs.Count(PollingFails));
        Assert.Equal(1, fake.Logs.Count(PollingWorksAgain));
    }

    [Fact]
    public async Task Worker_DisposedWhileItRuns_GoesOnToItsEnd()
    {
        await using var fake = FakeWorker.Start(
            o => o.AddActivity([Activity("One")] () => 1).AddWorkflow<LocalActivityTasks.LocalScene.Caller>());
        await fake.Server.PollBeganAsync();
        fake.Worker.Dispose();
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        await fake.StopAsync();
    }

    [Fact]
    public async Task Polls_ThatAreRefusedForAMinute_EndTheWorkerWithThatError()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("One")] () => 1));
        await fake.Server.PollBeganAsync();
        fake.Server.Fail<PollActivityTaskQueueRequest>(StatusCode.PermissionDenied, times: 100);
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        await AdvanceUntilAsync(fake, fake.Execution);
        var e = await Assert.ThrowsAsync<RpcException>(() => fake.Execution);
        Assert.Equal(StatusCode.PermissionDenied, e.Code);
    }

    [Fact]
    public async Task Execute_WithATask_EndsAsTheTaskDoes()
    {
        Assert.Equal(7, await NewWorker().ExecuteAsync(() => Task.FromResult(7)));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => NewWorker().ExecuteAsync(() => Task.FromException(new InvalidOperationException("mine"))));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => NewWorker().ExecuteAsync(Task () => throw new InvalidOperationException("at once")));
    }

    [Fact]
    public async Task Execute_Stopped_ThrowsTheCancellation()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        var execution = NewWorker().ExecuteAsync(
            async () =>
            {
                await stop.CancelAsync();
                await never.Task;
            },
            stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Execute_Twice_IsRefused()
    {
        var worker = NewWorker();
        await worker.ExecuteAsync(() => Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => worker.ExecuteAsync(() => Task.CompletedTask));
    }

    [Fact]
    public async Task Execute_InANamespaceThatIsNotThere_FailsBeforePolling()
    {
        var server = new FakeServer();
        server.Fail<DescribeNamespaceRequest>(StatusCode.NotFound);
        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => NewWorker(server).ExecuteAsync(() => Task.CompletedTask));
        Assert.StartsWith("Worker validation failed", e.Message, StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, Assert.IsType<RpcException>(e.InnerException).Code);
    }

    [Fact]
    public void Options_ThatAreWrong_AreRefusedWithTheReason()
    {
        AssertRefused("TaskQueue", o => o.TaskQueue = " ");
        AssertRefused("at least one", o => o.Activities.Clear());
        AssertRefused("Duplicate activity named One", o => o.AddActivity([Activity("One")] () => 2));
        AssertRefused("at least 2 workflow task polls", o => o.MaxConcurrentWorkflowTaskPolls = 1);
        AssertRefused("at least 2 workflow task slots", o => o.MaxConcurrentWorkflowTasks = 1);
        AssertRefused("MaxConcurrentActivities", o => o.MaxConcurrentActivities = 0);
    }

    [Fact]
    public void Options_Clone_HasListsOfItsOwn()
    {
        var options = new TemporalWorkerOptions("queue").AddActivity([Activity("One")] () => 1);
        var copy = (TemporalWorkerOptions)options.Clone();
        copy.AddActivity([Activity("Two")] () => 2);
        Assert.Single(options.Activities);
        Assert.Equal(2, copy.Activities.Count);
    }

    private static async Task AdvanceUntilAsync(FakeWorker fake, Task done)
    {
        while (!done.IsCompleted)
        {
            var waits = fake.Time.WaitForTimerAsync(TimeSpan.FromTicks(1), TimeSpan.FromSeconds(13));
            if (await Task.WhenAny(waits, done) == waits)
            {
                await waits;
                fake.Time.Advance(TimeSpan.FromSeconds(13));
            }
        }
    }

    private static void AssertRefused(string expected, Action<TemporalWorkerOptions> spoil)
    {
        var options = new TemporalWorkerOptions("queue").AddActivity([Activity("One")] () => 1);
        spoil(options);
        var e = Assert.Throws<ArgumentException>(() => WorkerRules.Check(options));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private static TemporalWorker NewWorker(FakeServer? server = null) => new(null, new WorkerSetup
    {
        Service = server ?? new FakeServer(),
        Options = new TemporalWorkerOptions("queue").AddActivity([Activity("One")] () => 1),
        Namespace = "space",
        Identity = "me",
        DataConverter = Temporalio.Converters.DataConverter.Default,
        LoggerFactory = new LogList(),
    });
}
