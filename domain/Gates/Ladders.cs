using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Domain.Gates;

/// <summary>The moments of a gate's ladder.</summary>
internal static class Ladders
{
    /// <summary>The rungs in their order, for a gate that opens now; null for a gate without a ladder.</summary>
    public static ValueList<Rung>? Of(RiskPolicy? policy, GatePolicy gate, DateTimeOffset opensAt)
    {
        if (gate.Ladder is not { } ladder)
        {
            return null;
        }

        var calendar = ladder.Calendar is { } id ? policy?.FindCalendar(id) : null;
        return
        [
            new(RungKind.Remind, At(ladder.RemindPercent)),
            new(RungKind.Escalate, At(ladder.EscalatePercent)),
            new(RungKind.End, At(ladder.EndPercent)),
        ];

        DateTimeOffset At(int percent)
        {
            var time = ladder.Within * (percent / 100.0);
            return calendar is null ? opensAt + time : WorkingTime.Add(calendar, opensAt, time);
        }
    }
}
