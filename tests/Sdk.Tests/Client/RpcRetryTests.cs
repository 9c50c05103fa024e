using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Client.Rpc;
using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Sdk.Tests.Client;

/// <summary>Retries: the rule as a table, and the waits as they really happen, on a clock that the test steps.</summary>
public sealed class RpcRetryTests
{
    [Theory]
    [InlineData(Code.DataLoss, true)]
    [InlineData(Code.Internal, true)]
    [InlineData(Code.Unknown, true)]
    [InlineData(Code.ResourceExhausted, true)]
    [InlineData(Code.Aborted, true)]
    [InlineData(Code.OutOfRange, true)]
    [InlineData(Code.Unavailable, true)]
    [InlineData(Code.Cancelled, false)]
    [InlineData(Code.InvalidArgument, false)]
    [InlineData(Code.DeadlineExceeded, false)]
    [InlineData(Code.NotFound, false)]
    [InlineData(Code.AlreadyExists, false)]
    [InlineData(Code.PermissionDenied, false)]
    [InlineData(Code.FailedPrecondition, false)]
    [InlineData(Code.Unimplemented, false)]
    [InlineData(Code.Unauthenticated, false)]
    public void Policy_ByCode_RetriesWhatMayPass(Code code, bool isRetried) =>
        Assert.Equal(isRetried, Delay(new(code, "x", null), 1) is not null);

    [Fact]
    public void Policy_Waits_GrowByTheFactorUpToTheCap()
    {
        var waits = Enumerable.Range(1, 9).Select(n => Delay(new(Code.Unavailable, "x", null), n)!.Value.TotalMilliseconds);

        Assert.Equal([100, 170, 289, 491.3, 835.2, 1419.9, 2413.8, 4103.4, 5000], waits.Select(ms => Math.Round(ms, 1)));
    }

    [Theory]
    [InlineData(0.0, 80)]
    [InlineData(0.5, 100)]
    [InlineData(1.0, 120)]
    public void Policy_Chance_MovesTheWaitByAFifth(double chance, double expected)
    {
        var delay = new RpcRetryPolicy(null).NextDelay(new(Code.Unavailable, "x", null), 1, TimeSpan.Zero, chance);

        Assert.Equal(expected, delay!.Value.TotalMilliseconds, 3);
    }

    [Fact]
    public void Policy_Throttled_WaitsLonger()
    {
        var waits = Enumerable.Range(1, 5).Select(n => Delay(new(Code.ResourceExhausted, "busy", null), n)!.Value.TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 10], waits);
    }

    [Fact]
    public void Policy_OwnOptions_HaveTheirOwnFactor()
    {
        var policy = new RpcRetryPolicy(new());

        Assert.Equal(150, policy.NextDelay(new(Code.Unavailable, "x", null), 2, TimeSpan.Zero, 0.5)!.Value.TotalMilliseconds, 3);
    }

    [Fact]
    public void Policy_AttemptsUsedUp_GivesUp()
    {
        Assert.NotNull(Delay(new(Code.Unavailable, "x", null), 9));
        Assert.Null(Delay(new(Code.Unavailable, "x", null), 10));
        Assert.NotNull(new RpcRetryPolicy(new() { MaxRetries = 0 })
            .NextDelay(new(Code.Unavailable, "x", null), 1000, TimeSpan.Zero, 0.5));
    }

    [Fact]
    public void Policy_TimeUsedUp_GivesUp()
    {
        var policy = new RpcRetryPolicy(null);

        Assert.NotNull(policy.NextDelay(new(Code.Unavailable, "x", null), 1, TimeSpan.FromSeconds(9.8), 0.5));
        Assert.Null(policy.NextDelay(new(Code.Unavailable, "x", null), 1, TimeSpan.FromSeconds(9.95), 0.5));
    }

    [Theory]
    [InlineData("grpc: received message larger than max (5 vs. 4)")]
    [InlineData("grpc: message after decompression larger than max (5 vs. 4)")]
    [InlineData("grpc: received message after decompression larger than max 4")]
    public void Policy_MessageTooLarge_IsNotRetried(string text) =>
        Assert.Null(Delay(new(Code.ResourceExhausted, text, null), 1));

    [Fact]
    public void Policy_ConnectionClosedAsCancel_IsRetriedOnce()
    {
        var closed = new RpcException(Code.Cancelled, "x", null, new HttpRequestException("closed"));

        Assert.NotNull(Delay(closed, 1));
        Assert.Null(Delay(closed, 2));
    }

    [Fact]
    public Task Call_RetryAsked_WaitsAndSendsAgain() => OnOneThreadAsync(async () =>
    {
        var server = new FakeGrpc().Answer(
            FakeGrpc.Failure(14, "away"),
            FakeGrpc.TrailingFailure(13, "broken"),
            FakeGrpc.Ok(new DescribeNamespaceResponse { FailoverVersion = 3 }));
        var connection = await server.ConnectAsync();

        var call = connection.WorkflowService.DescribeNamespaceAsync(new(), new() { Retry = true });
        Assert.Equal(100, server.Clock.StepToNextTimer().TotalMilliseconds);
        Assert.Equal(170, server.Clock.StepToNextTimer().TotalMilliseconds, 3);

        Assert.Equal(3, (await call).FailoverVersion);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[2].Body);
    });

    [Fact]
    public async Task Call_RetryNotAsked_FailsAtOnce()
    {
        var server = new FakeGrpc().Answer(FakeGrpc.Failure(14, "away"));
        var connection = await server.ConnectAsync();

        await Assert.ThrowsAsync<RpcException>(() => connection.WorkflowService.DescribeNamespaceAsync(new()));

        Assert.Single(server.Requests);
    }

    [Fact]
    public Task Call_ServerStaysAway_GivesUpWithTheLastError() => OnOneThreadAsync(async () =>
    {
        var server = new FakeGrpc();
        for (var i = 0; i < 10; i++)
        {
            server.Answer(FakeGrpc.Failure(14, $"away {i}"));
        }

        var connection = await server.ConnectAsync();
        var call = connection.WorkflowService.DescribeNamespaceAsync(new(), new() { Retry = true });
        var waited = TimeSpan.Zero;
        while (!call.IsCompleted)
        {
            waited += server.Clock.StepToNextTimer();
        }

        var thrown = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal($"away {server.Requests.Count - 1}", thrown.Message);
        Assert.InRange(waited, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    });

    [Fact]
    public Task Call_TimeLimitOfTheCaller_CoversAllAttempts() => OnOneThreadAsync(async () =>
    {
        var server = new FakeGrpc();
        server.Answer(_ => LateAsync(server, 200)).Answer(_ => LateAsync(server, 200)).Answer(_ => LateAsync(server, 200));
        var connection = await server.ConnectAsync();

        var call = connection.WorkflowService.DescribeNamespaceAsync(
            new(), new() { Retry = true, Timeout = TimeSpan.FromMilliseconds(600) });
        server.Clock.StepToNextTimer();

        // 200 ms, wait 100, 200 ms; a wait of 170 ms more would be past the limit.
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(Code.Unavailable, thrown.Code);
        Assert.Equal(
            ["600000u", "300000u"],
            server.Requests.Select(r => r.Message.Headers.NonValidated["grpc-timeout"].ToString()));
    });

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public Task Call_FailsAfterALongWait_IsRetriedOnlyIfWaitingIsItsBusiness(bool waits, int attempts) =>
        OnOneThreadAsync(async () =>
        {
            var server = new FakeGrpc();
            server.Answer(_ => LateAsync(server, 20_000)).Answer(FakeGrpc.Ok(new GetWorkflowExecutionHistoryResponse()));
            var connection = await server.ConnectAsync();

            var call = connection.WorkflowService.GetWorkflowExecutionHistoryAsync(
                new() { WaitNewEvent = waits }, new() { Retry = true });
            if (waits)
            {
                server.Clock.StepToNextTimer();
                await call;
            }
            else
            {
                await Assert.ThrowsAsync<RpcException>(() => call);
            }

            Assert.Equal(attempts, server.Requests.Count);
        });

    [Fact]
    public Task Call_CancelledWhileItWaits_ThrowsCancellation() => OnOneThreadAsync(async () =>
    {
        var server = new FakeGrpc().Answer(FakeGrpc.Failure(14, "away"));
        var connection = await server.ConnectAsync();
        using var source = new CancellationTokenSource();

        var call = connection.WorkflowService.DescribeNamespaceAsync(
            new(), new() { Retry = true, CancellationToken = source.Token });
        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, thrown.CancellationToken);
    });

    [Fact]
    public void RetryOptions_ClientCalls_RetryUnlessTheCallerSaysNo()
    {
        Assert.True(TemporalClient.DefaultRetryOptions(null).Retry);
        Assert.True(TemporalClient.DefaultRetryOptions(new()).Retry);
        Assert.False(TemporalClient.DefaultRetryOptions(new() { Retry = false }).Retry);
    }

    private static TimeSpan? Delay(RpcException failure, int attempts) =>
        new RpcRetryPolicy(new() { Multiplier = 1.7f, MaxElapsedTime = attempts < 10 ? null : TimeSpan.FromDays(1) })
            .NextDelay(failure, attempts, TimeSpan.Zero, 0.5);

    private static Task<HttpResponseMessage> LateAsync(FakeGrpc server, int milliseconds)
    {
        server.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(FakeGrpc.Failure(14, "away"));
    }

    // Without the test runner's own context every continuation runs inside the step that caused it.
    private static Task OnOneThreadAsync(Func<Task> test) => Task.Run(test);
}
