using Temporalio.Worker.Polling;
using static Temporalio.Exceptions.RpcException;

namespace Sdk.Tests.Worker.Polling;

public sealed class PollRetryTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, 1, 200)]
    [InlineData(StatusCode.Unavailable, 2, 400)]
    [InlineData(StatusCode.Internal, 6, 6400)]
    [InlineData(StatusCode.Unknown, 7, 10000)]
    [InlineData(StatusCode.Unavailable, int.MaxValue, 10000)]
    [InlineData(StatusCode.ResourceExhausted, 1, 1000)]
    [InlineData(StatusCode.ResourceExhausted, 9, 10000)]
    [InlineData(StatusCode.DeadlineExceeded, 1, 200)]
    [InlineData(StatusCode.Cancelled, 1, 200)]
    public void DelayAfter_FailureThatCanPass_IsRepeatedForEver(StatusCode code, int failures, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds), PollRetry.DelayAfter(code, failures, TimeSpan.FromDays(365)));

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.Unauthenticated)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.Unimplemented)]
    public void DelayAfter_PermanentFailure_IsBorneForAMinute(StatusCode code)
    {
        Assert.Equal(PollRetry.MaxDelay, PollRetry.DelayAfter(code, 1, TimeSpan.FromSeconds(59)));
        Assert.Null(PollRetry.DelayAfter(code, 6, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Pacer_Reserve_SpacesStartsEvenly()
    {
        var pacer = new PollPacer(2);
        var now = DateTimeOffset.UnixEpoch;
        Assert.Equal(TimeSpan.Zero, pacer.Reserve(now));
        Assert.Equal(TimeSpan.FromSeconds(0.5), pacer.Reserve(now));
        Assert.Equal(TimeSpan.FromSeconds(1), pacer.Reserve(now));

        // Time that nobody used is not saved up.
        Assert.Equal(TimeSpan.Zero, pacer.Reserve(now.AddSeconds(60)));
        Assert.Equal(TimeSpan.FromSeconds(0.5), pacer.Reserve(now.AddSeconds(60)));
    }
}
