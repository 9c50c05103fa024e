namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>A zone as its own data says: transitions, and a rule for what comes after the last.</summary>
internal sealed class DataZone : Zone
{
    private readonly ZoneOffset[] offsets;
    private readonly ZoneTransition[] transitions;
    private readonly PosixZone? rule;
    private readonly int before;

    /// <summary>Before the first transition, standard time: see <see cref="First"/>.</summary>
    public DataZone(ZoneOffset[] offsets, ZoneTransition[] transitions, PosixZone? rule)
    {
        (this.offsets, this.transitions, this.rule) = (offsets, transitions, rule);
        before = offsets[First()].Seconds;
    }

    public override long OffsetAt(long unix)
    {
        if (unix < transitions[0].At)
        {
            return before;
        }

        var (from, to) = (0, transitions.Length);
        while (to - from > 1)
        {
            var middle = (from + to) / 2;
            (from, to) = unix < transitions[middle].At ? (from, middle) : (middle, to);
        }

        return to == transitions.Length && rule is not null
            ? rule.OffsetAt(unix)
            : offsets[transitions[from].Offset].Seconds;
    }

    /// <summary>
    /// What held before the first transition, which the data does not say: an offset that nothing goes to, or standard
    /// time, the one listed before the first summer time by preference.
    /// </summary>
    private int First()
    {
        if (!Array.Exists(transitions, transition => transition.Offset == 0))
        {
            return 0;
        }

        var first = transitions[0].Offset;
        var standard = offsets[first].IsSummer
            ? Array.FindLastIndex(offsets, first, first + 1, offset => !offset.IsSummer)
            : -1;
        return standard >= 0 ? standard : Math.Max(0, Array.FindIndex(offsets, offset => !offset.IsSummer));
    }
}
