using Sdk.Tests.Worker.Fakes;
using Temporalio.Activities;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Worker.Tuning;
using Tests.Support;

namespace Sdk.Tests.Worker.Polling;

/// <summary>A worker whose polls follow the server's advice.</summary>
public sealed class PollScaleTests
{
    [Fact]
    public async Task Polls_BeginAsTold_AndFollowTheAdvice()
    {
        await using var fake = Start(new(1, 4, 2));
        await PollsAsync(fake, 2);

        fake.Server.Give(Advice(1, "a"));
        await PollsAsync(fake, 3);
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();

        fake.Server.Give(Advice(9, "a"));
        await PollsAsync(fake, 4);

        // Each poll that ends says that there are too many.
        for (var left = 3; left >= 1; left--)
        {
            fake.Server.Give(Advice(-1, string.Empty));
            await PollsAsync(fake, left);
        }

        fake.Server.Give(Advice(-1, string.Empty));
        await PollsAsync(fake, 1);
    }

    [Fact]
    public async Task Throttling_HalvesThePolls_WhereTheServerGivesAdvice()
    {
        var server = new FakeServer
        {
            Description = new() { NamespaceInfo = new() { Capabilities = new() { PollerAutoscaling = true } } },
        };
        await using var fake = Start(new(1, 8, 8), server);
        await PollsAsync(fake, 8);
        server.Fail<PollActivityTaskQueueRequest>(RpcException.StatusCode.ResourceExhausted);
        fake.Server.Give(Advice(0, string.Empty));
        await PollsAsync(fake, 7);

        // The one that failed still waits; those that end now find no turn any more.
        fake.Server.Give(Advice(0, string.Empty));
        await PollsAsync(fake, 6);
        fake.Server.Give(Advice(0, string.Empty));
        await PollsAsync(fake, 5);
        fake.Server.Give(Advice(0, string.Empty));
        await PollsAsync(fake, 4);
        fake.Server.Give(Advice(0, string.Empty));
        await PollsAsync(fake, 3);

        // The one that waited was the fourth; it finds the turn that was kept for it.
        fake.Time.Advance(TimeSpan.FromSeconds(10));
        await PollsAsync(fake, 4);
    }

    [Fact]
    public async Task Worker_Stops_WhileMostPollersWaitForTheirTurn()
    {
        await using var fake = Start(new(1, 100, 1));
        await PollsAsync(fake, 1);

        await fake.StopAsync();
    }

    [Theory]
    [InlineData(0, 1, 1, "minimum")]
    [InlineData(2, 1, 1, "maximum")]
    [InlineData(2, 4, 1, "initial")]
    [InlineData(2, 4, 5, "initial")]
    public void Bounds_ThatMakeNoSense_AreRefusedByTheWorker(int minimum, int maximum, int initial, string named)
    {
        var options = new TemporalWorkerOptions("queue")
        {
            ActivityTaskPollerBehavior = new PollerBehavior.Autoscaling(minimum, maximum, initial),
        };

        var refusal = Assert.Throws<ArgumentException>(() => WorkerRules.ApplyTuning(options));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_BelowZero_AreRefusedAtOnce()
    {
        Assert.Throws<ArgumentException>(() => new PollerBehavior.Autoscaling(minimum: -1));
        Assert.Throws<ArgumentException>(() => new PollerBehavior.SimpleMaximum(-1));
    }

    private static FakeWorker Start(PollerBehavior.Autoscaling behavior, FakeServer? server = null) => FakeWorker.Start(
        options =>
        {
            options.AddActivity([Activity("a")] () => "done").ActivityTaskPollerBehavior = behavior;
            WorkerRules.ApplyTuning(options);
        },
        server);

    private static PollActivityTaskQueueResponse Advice(int delta, string type)
    {
        var response = type.Length > 0 ? FakeWorker.ActivityTask(type) : new();
        response.PollerScalingDecision = new() { PollRequestDeltaSuggestion = delta };
        return response;
    }

    private static Task PollsAsync(FakeWorker fake, int count) =>
        Eventually.IsAsync(() => Task.FromResult(fake.Server.OpenPolls == count), $"{count} polls are open");
}
