using Temporalio.Api.Enums.V1;
using static DevServer.Tests.Engine.Schedules.ScheduleBench;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>
/// Random lives of a schedule with crashes in between; what must hold for every policy, held by what the schedule tells
/// and by the runs that are there.
/// </summary>
public sealed class ScheduleCrashTests
{
    private const int Lives = 12;
    private const int Moves = 60;

    [Fact]
    public void Skip_WhateverHappens_HasNeverTwoRunning() => Live(ScheduleOverlapPolicy.Skip, bench =>
        Assert.InRange(bench.DescribeSchedule().Info.RunningWorkflows.Count, 0, 1));

    [Fact]
    public void BufferAll_WhateverHappens_LosesNothing() => Live(ScheduleOverlapPolicy.BufferAll, bench =>
    {
        var info = bench.DescribeSchedule().Info;
        var passed = (long)(bench.Now - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalMinutes;
        Assert.Equal(passed, info.ActionCount + info.BufferSize);
        Assert.Equal((0L, 0L, 0L), (info.OverlapSkipped, info.BufferDropped, info.MissedCatchupWindow));
        Assert.InRange(info.RunningWorkflows.Count, 0, 1);
    });

    [Theory]
    [InlineData(ScheduleOverlapPolicy.AllowAll)]
    [InlineData(ScheduleOverlapPolicy.BufferOne)]
    [InlineData(ScheduleOverlapPolicy.CancelOther)]
    [InlineData(ScheduleOverlapPolicy.TerminateOther)]
    public void EachTime_WhateverHappens_IsStartedAtMostOnce(ScheduleOverlapPolicy policy) => Live(policy, bench =>
    {
        var started = bench.Store.Load().CurrentRuns.Count;
        Assert.Equal(bench.DescribeSchedule().Info.ActionCount, started);
        var times = bench.DescribeSchedule().Info.RecentActions.Select(action => action.ScheduleTime).ToList();
        Assert.Equal(times.Distinct(), times);
    });

    private static void Live(ScheduleOverlapPolicy policy, Action<EngineBench> holds)
    {
        for (var seed = 1; seed <= Lives; seed++)
        {
            var random = new Random(seed);
            var bench = new EngineBench(restarts: random.Next(4) == 0);
            bench.CreateSchedule(policy);
            for (var move = 0; move < Moves; move++)
            {
                Move(bench, random);
                holds(bench);
            }
        }
    }

    private static void Move(EngineBench bench, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                bench.Crash();
                break;
            case 1:
                bench.Sleep(TimeSpan.FromSeconds(random.Next(200)));
                break;
            case < 5 when bench.TryPoll() is { } task:
                bench.Complete(task, random.Next(3) switch
                {
                    0 => [Make.Complete()],
                    1 => [Make.Fail(Make.Broken())],
                    _ => [Make.Timer($"t{task.StartedEventId}", random.Next(1, 100))],
                });
                break;
            default:
                bench.Advance(random.Next(90));
                break;
        }
    }
}
