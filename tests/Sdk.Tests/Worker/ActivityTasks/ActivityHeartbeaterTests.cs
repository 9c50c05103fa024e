using System.Threading.Channels;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Converters;
using Temporalio.Worker.ActivityTasks;
using Tests.Support;

namespace Sdk.Tests.Worker.ActivityTasks;

public sealed class ActivityHeartbeaterTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(8);

    private readonly ManualTime time = new();
    private readonly Channel<int> sent = Channel.CreateUnbounded<int>();
    private readonly ActivityHeartbeater heartbeater;
    private Func<bool> arrives = () => true;

    public ActivityHeartbeaterTests() => heartbeater = new(Interval, time, (details, _) =>
    {
        sent.Writer.TryWrite(DataConverter.Default.PayloadConverter.ToValue<int>(details.Single()));
        return Task.FromResult(arrives());
    });

    [Theory]
    [InlineData(10, 8)]
    [InlineData(1000, 60)]
    [InlineData(null, 30)]
    public void Interval_OfAnAttempt_FollowsItsTimeout(int? timeoutSeconds, int expectedSeconds) => Assert.Equal(
        TimeSpan.FromSeconds(expectedSeconds),
        ActivityHeartbeater.IntervalFor(
            timeoutSeconds is { } s ? TimeSpan.FromSeconds(s) : null, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)));

    [Fact]
    public async Task Record_WithinTheInterval_SendsOnlyTheNewest()
    {
        Record(1);
        Assert.Equal(1, await NextAsync());
        await time.WaitForTimerAsync(Interval, Interval);
        Record(2);
        Record(3);
        time.Advance(Interval - TimeSpan.FromTicks(1));
        Assert.False(sent.Reader.TryRead(out _));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(3, await NextAsync());
    }

    [Fact]
    public async Task Record_AfterAnIdleInterval_IsSentAtOnce()
    {
        Record(1);
        Assert.Equal(1, await NextAsync());
        await time.WaitForTimerAsync(Interval, Interval);
        time.Advance(Interval);
        Record(2);
        Assert.Equal(2, await NextAsync());
    }

    [Fact]
    public async Task Record_ThatDidNotArrive_IsSentAgain()
    {
        var failures = 1;
        arrives = () => failures-- <= 0;
        Record(1);
        Assert.Equal(1, await NextAsync());
        await time.WaitForTimerAsync(Interval, Interval);
        time.Advance(Interval);
        Assert.Equal(1, await NextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_WithUnsentDetails_SendsThemWhenAsked(bool flush)
    {
        Record(1);
        Assert.Equal(1, await NextAsync());
        Record(2);
        await heartbeater.StopAsync(flush);
        Assert.Equal(flush, sent.Reader.TryRead(out var last));
        Assert.Equal(flush ? 2 : 0, last);
        Record(3);
        Assert.False(sent.Reader.TryRead(out _));
    }

    public void Dispose() => heartbeater.Dispose();

    private void Record(int value) =>
        heartbeater.Record([DataConverter.Default.PayloadConverter.ToPayload(value)]);

    private async Task<int> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await sent.Reader.ReadAsync(limit.Token);
    }
}
