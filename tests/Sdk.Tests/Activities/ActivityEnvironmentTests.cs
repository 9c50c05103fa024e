using Temporalio.Activities;
using Temporalio.Testing;

namespace Sdk.Tests.Activities;

public sealed class ActivityEnvironmentTests
{
    [Fact]
    public async Task Run_AnyKindOfCode_HasAContextThatEndsWithIt()
    {
        var environment = new ActivityEnvironment { Info = ActivityEnvironment.DefaultInfo with { ActivityId = "mine" } };
        var ran = false;
        await environment.RunAsync(() => { ran = ActivityExecutionContext.HasCurrent; });
        Assert.True(ran);
        Assert.Equal("mine", await environment.RunAsync(() => ActivityExecutionContext.Current.Info.ActivityId));
        Assert.Equal("mine", await environment.RunAsync(async () =>
        {
            await Task.Yield();
            return ActivityExecutionContext.Current.Info.ActivityId;
        }));
        Assert.False(ActivityExecutionContext.HasCurrent);
        Assert.Throws<InvalidOperationException>(() => ActivityExecutionContext.Current);
    }

    [Fact]
    public async Task Cancel_WithAReason_IsSeenNoLaterThanTheToken()
    {
        var environment = new ActivityEnvironment();
        var seen = new TaskCompletionSource<ActivityCancelReason>();
        var run = environment.RunAsync(() =>
        {
            var context = ActivityExecutionContext.Current;
            context.CancellationToken.Register(() => seen.SetResult(context.CancelReason));
            return seen.Task;
        });
        environment.Cancel(ActivityCancelReason.Paused);
        Assert.Equal(ActivityCancelReason.Paused, await run);
    }

    [Fact]
    public async Task Cancel_BeforeTheRun_IsSeenByIt()
    {
        var environment = new ActivityEnvironment();
        environment.Cancel(ActivityCancelReason.Timeout);
        var context = await environment.RunAsync(() => ActivityExecutionContext.Current);
        Assert.True(context.CancellationToken.IsCancellationRequested);
        Assert.Equal(ActivityCancelReason.Timeout, context.CancelReason);
        Assert.True(context.CancellationDetails!.IsTimedOut);
    }

    [Fact]
    public async Task Heartbeat_GoesToTheHeartbeater()
    {
        object?[]? details = null;
        var environment = new ActivityEnvironment { Heartbeater = d => details = d };
        await environment.RunAsync(() => ActivityExecutionContext.Current.Heartbeat(1, "two"));
        Assert.Equal([1, "two"], details);
    }

    [Fact]
    public async Task TemporalClient_WithoutOne_SaysSo() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => new ActivityEnvironment().RunAsync(() => ActivityExecutionContext.Current.TemporalClient));
}
