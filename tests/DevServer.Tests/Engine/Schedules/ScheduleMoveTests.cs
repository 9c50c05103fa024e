using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using static DevServer.Tests.Engine.Schedules.ScheduleBench;

// The field for what is wrong with a spec is one that newer APIs call old.
#pragma warning disable CS0612

namespace DevServer.Tests.Engine.Schedules;

/// <summary>A database that is opened on another machine, which does not know all that the first one knew.</summary>
public sealed class ScheduleMoveTests
{
    [Fact]
    public void Schedule_InAZoneThatThisMachineLacks_IsKeptAndSaysSo_AndGoesOnWhereTheZoneIsKnown()
    {
        var bench = new EngineBench();
        bench.CreateSchedule(ScheduleOverlapPolicy.AllowAll);
        bench.Advance(90);
        Assert.Equal(1, bench.DescribeSchedule().Info.ActionCount);

        MoveTo(bench, "Mars/Olympus_Mons");
        bench.Advance(TimeSpan.FromDays(9));
        var lost = bench.DescribeSchedule();
        Assert.Contains("Mars/Olympus_Mons", lost.Info.InvalidScheduleError, StringComparison.Ordinal);
        Assert.Equal("Mars/Olympus_Mons", lost.Schedule.Spec.TimezoneName);
        Assert.Empty(lost.Info.FutureActionTimes);
        Assert.Equal(1, lost.Info.ActionCount);

        MoveTo(bench, string.Empty);
        bench.Advance(1);
        var found = bench.DescribeSchedule().Info;
        Assert.Empty(found.InvalidScheduleError);
        Assert.Equal(1 + (9 * 24 * 60), found.ActionCount + found.BufferSize + found.BufferDropped);
    }

    private static void MoveTo(EngineBench bench, string zone)
    {
        var row = Assert.Single(bench.Store.Load().Schedules);
        var state = StoredSchedule.Parser.ParseFrom(row.State.Span);
        state.Schedule.Spec.TimezoneName = zone;
        bench.Store.Apply(new WriteBatch { Schedules = { row with { State = state.ToByteArray() } } });
        bench.Store.Commit();
        bench.Crash();
    }
}
