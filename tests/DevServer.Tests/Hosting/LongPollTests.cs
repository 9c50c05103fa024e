using DirectedExecution.DevServer.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Api.Common.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Tests.Support;

namespace DevServer.Tests.Hosting;

/// <summary>Calls that wait: their ends, their withdrawal, many at once.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Disposed by IAsyncLifetime.")]
public sealed class LongPollTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualTime clock = new();
    private DirectedExecution.DevServer.Hosting.DevServer server = null!;
    private RawClient client = null!;

    public async Task InitializeAsync()
    {
        server = await DirectedExecution.DevServer.Hosting.DevServer.StartAsync(
            new DevServerOptions { Port = 0 }, NullLoggerFactory.Instance, clock);
        client = new RawClient(server.Address);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Poll_NothingToDo_IsOkAndEmptyBeforeItsDeadline()
    {
        var poll = PollAsync("q1", TimeSpan.FromSeconds(5));
        await UntilPollersAsync("q1", 1);
        clock.Advance(TimeSpan.FromSeconds(4.9));

        Assert.True((await poll.WaitAsync(Patience)).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task Poll_OfSeventySeconds_EndsWithinSixty()
    {
        var poll = PollAsync("q2", TimeSpan.FromSeconds(70));
        await UntilPollersAsync("q2", 1);
        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.True((await poll.WaitAsync(Patience)).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task Poll_WithoutOrWithTooShortDeadline_IsRefused()
    {
        var path = $"/{RawClient.WorkflowService}/PollWorkflowTaskQueue";
        var frame = GrpcFrame.Write(Poll("q3"));

        var none = await client.SendAsync(path, frame);
        var brief = await client.SendAsync(path, frame, new Dictionary<string, string> { [GrpcHeaders.Timeout] = "1900m" });

        Assert.Equal(GrpcStatusCode.InvalidArgument, none.Status);
        Assert.Equal(GrpcStatusCode.FailedPrecondition, brief.Status);
    }

    [Fact]
    public async Task Poll_ResetByItsCaller_SwallowsNoTask()
    {
        for (var round = 0; round < 20; round++)
        {
            var queue = $"reset-{round}";
            using var reset = new CancellationTokenSource();
            var gone = PollAsync(queue, TimeSpan.FromSeconds(70), reset.Token);
            await UntilPollersAsync(queue, 1);
            await reset.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

            // On the same connection, behind the reset frame: the server has seen it before the start.
            await StartAsync($"after-reset-{round}", queue);
            var task = await PollAsync(queue, TimeSpan.FromSeconds(70)).WaitAsync(Patience);

            Assert.Equal($"after-reset-{round}", task.WorkflowExecution.WorkflowId);
        }
    }

    [Fact]
    public async Task Polls_TwoHundredOnOneConnection_AreAllServed()
    {
        const int count = 200;
        var polls = Enumerable.Range(0, count).Select(_ => PollAsync("many", TimeSpan.FromSeconds(70))).ToList();
        await UntilPollersAsync("many", 1);
        for (var run = 0; run < count; run++)
        {
            await StartAsync($"many-{run}", "many");
        }

        var tasks = await Task.WhenAll(polls).WaitAsync(Patience);

        Assert.Equal(count, tasks.Select(task => task.WorkflowExecution.WorkflowId).Distinct().Count());
    }

    [Fact]
    public async Task Dispose_WhilePollsWait_TellsThemUnavailable()
    {
        var poll = PollAsync("q4", TimeSpan.FromSeconds(70));
        await UntilPollersAsync("q4", 1);

        await server.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<RawRpcException>(() => poll.WaitAsync(Patience));
        Assert.Equal(GrpcStatusCode.Unavailable, refusal.Code);
    }

    private static PollWorkflowTaskQueueRequest Poll(string queue) =>
        new() { Namespace = "default", TaskQueue = new TaskQueue { Name = queue }, Identity = $"poller of {queue}" };

    private Task<PollWorkflowTaskQueueResponse> PollAsync(string queue, TimeSpan timeout, CancellationToken cancellation = default) =>
        client.CallAsync<PollWorkflowTaskQueueResponse>(Poll(queue), timeout, cancellation);

    private Task<StartWorkflowExecutionResponse> StartAsync(string id, string queue) =>
        client.CallAsync<StartWorkflowExecutionResponse>(new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = id,
            WorkflowType = new WorkflowType { Name = "T" },
            TaskQueue = new TaskQueue { Name = queue },
            RequestId = Guid.NewGuid().ToString(),
        });

    /// <summary>Each look is a call that the serial loop answers: no sleep, and bounded by the patience of the test run.</summary>
    private async Task UntilPollersAsync(string queue, int pollers)
    {
        using var patience = new CancellationTokenSource(Patience);
        var describe = new DescribeTaskQueueRequest { Namespace = "default", TaskQueue = new TaskQueue { Name = queue } };
        while ((await client.CallAsync<DescribeTaskQueueResponse>(describe, null, patience.Token)).Pollers.Count < pollers)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
