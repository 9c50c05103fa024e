using FsCheck;
using FsCheck.Fluent;
using Temporalio.Worker.Polling;
using static Temporalio.Exceptions.RpcException;

namespace Sdk.Tests.Worker.Polling;

/// <summary>How many polls go on at once, by what the server says and what comes.</summary>
public sealed class PollTargetTests
{
    private static readonly DateTimeOffset Begun = DateTimeOffset.UnixEpoch;
    private static readonly PollTarget Target = new(1, 10, 5) { PeriodStart = Begun };

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 8)]
    [InlineData(100, 10)]
    [InlineData(int.MaxValue, 10)]
    [InlineData(0, 5)]
    [InlineData(-1, 4)]
    [InlineData(-100, 1)]
    [InlineData(int.MinValue, 1)]
    public void Advice_IsFollowed_WithinTheBounds(int advice, int polls) =>
        Assert.Equal(polls, Target.Polled(advice, gotTask: true).Value);

    [Fact]
    public void EmptyPoll_CountsOnlyWhereTheServerGivesAdvice()
    {
        Assert.Equal(5, Target.Polled(null, gotTask: false).Value);
        Assert.Equal(4, (Target with { IsAdvised = true }).Polled(null, gotTask: false).Value);
        Assert.Equal(4, Target.Polled(0, gotTask: true).Polled(null, gotTask: false).Value);
        Assert.Equal(5, (Target with { IsAdvised = true }).Polled(null, gotTask: true).Value);
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, 2)]
    [InlineData(StatusCode.DeadlineExceeded, 4)]
    [InlineData(StatusCode.Cancelled, 4)]
    public void Failure_MakesThemFewer_WhereTheServerGivesAdvice(StatusCode code, int polls)
    {
        Assert.Equal(5, Target.Failed(code).Value);
        Assert.Equal(polls, (Target with { IsAdvised = true }).Failed(code).Value);
        Assert.Equal(1, (Target with { IsAdvised = true, Value = 1 }).Failed(code).Value);
    }

    [Fact]
    public void Growth_StopsWhenMorePollsBringNoMoreTasks()
    {
        // Ten tasks in the first period, ten in the second: no tenth more, so no more polls in the third.
        var target = Tasks(Tasks(Target, 10).At(Begun + PollTarget.Period), 10);
        Assert.True(target.MayGrow);
        target = target.At(Begun + (2 * PollTarget.Period));
        Assert.False(target.MayGrow);
        Assert.Equal(target.Value, target.Polled(1, gotTask: true).Value);

        // Fewer are always taken, and a period that brings more lets them grow again.
        Assert.Equal(target.Value - 1, target.Polled(-1, gotTask: true).Value);
        target = Tasks(target, 11).At(Begun + (3 * PollTarget.Period));
        Assert.True(target.MayGrow);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(100_000)]
    public void Pause_LetsThemGrowAgain(int periods)
    {
        var target = Tasks(Target, 10).At(Begun + (periods * PollTarget.Period));

        Assert.True(target.MayGrow);
        Assert.Equal(0, target.Tasks);
        Assert.InRange(Begun + (periods * PollTarget.Period) - target.PeriodStart, TimeSpan.Zero, PollTarget.Period);
    }

    [Fact]
    public void Burst_MakesPollsShort_UntilItIsOver()
    {
        var target = Tasks(Target, 2);
        Assert.True(target.IsBusy);
        Assert.False(Tasks(Target, 1).IsBusy);
        Assert.False(target.At(Begun + PollTarget.Period).IsBusy);
    }

    [Fact]
    public void Target_AnySequence_StaysWithinItsBounds() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>().Filter(steps => steps is not null),
        steps =>
        {
            var target = Target;
            var now = Begun;
            foreach (var step in steps)
            {
                now += TimeSpan.FromMilliseconds(Math.Abs(step % 150));
                target = target.At(now);
                target = (step % 5) switch
                {
                    0 => target.Polled(step, gotTask: step % 2 == 0),
                    1 => target.Polled(null, gotTask: step % 2 == 0),
                    2 => target.Failed(StatusCode.ResourceExhausted),
                    3 => target.Failed(StatusCode.DeadlineExceeded),
                    _ => target.Polled(1, gotTask: true),
                };
                Assert.InRange(target.Value, target.Minimum, target.Maximum);
                Assert.True(now - target.PeriodStart < PollTarget.Period);
            }
        }).QuickCheckThrowOnFailure();

    private static PollTarget Tasks(PollTarget target, int count) =>
        Enumerable.Range(0, count).Aggregate(target, (t, _) => t.Polled(null, gotTask: true));
}
