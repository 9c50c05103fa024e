using DirectedExecution.DevServer.Engine.Schedules;

namespace DevServer.Tests.Engine.Schedules;

public sealed class ScheduleMachineTests
{
    [ThreadStatic]
    private static HashSet<ScheduleTrigger>? walked;

    static ScheduleMachineTests() => ScheduleMachine.Table.Walked = (_, trigger) => walked?.Add(trigger);

    [Fact]
    public void Machine_ByDeletionAndByIdleness_HasNoArrowThatIsNeverWalked()
    {
        walked = [];
        var bench = new EngineBench();
        bench.CreateSchedule("deleted");
        bench.DeleteSchedule("deleted");
        bench.CreateSchedule("idle", request => request.Schedule.Spec = new());
        bench.Advance(TimeSpan.FromDays(7));
        Assert.Equal(ScheduleMachine.Table.Arrows.Select(arrow => arrow.Trigger).ToHashSet(), walked);
    }
}
