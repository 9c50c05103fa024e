using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>Fills in what a request leaves open, so that describe shows what holds.</summary>
internal static class ScheduleDefaults
{
    /// <summary>A complete copy of what was asked.</summary>
    public static Schedule Complete(Schedule? asked, CompiledSpec spec)
    {
        var schedule = asked?.Clone() ?? new Schedule();
        schedule.Spec = spec.Canonical.Clone();
        schedule.Action ??= new ScheduleAction();
        schedule.State ??= new ScheduleState();
        schedule.Policies ??= new SchedulePolicies();
        schedule.Policies.CatchupWindow = CatchupWindow(schedule.Policies.CatchupWindow).ToSpan();
        if (schedule.Policies.OverlapPolicy == ScheduleOverlapPolicy.Unspecified)
        {
            schedule.Policies.OverlapPolicy = ScheduleOverlapPolicy.Skip;
        }

        return schedule;
    }

    private static TimeSpan CatchupWindow(Duration? asked) =>
        asked is null ? ScheduleLimits.DefaultCatchupWindow :
        asked.Read() < ScheduleLimits.LeastCatchupWindow ? ScheduleLimits.LeastCatchupWindow : asked.Read();
}
