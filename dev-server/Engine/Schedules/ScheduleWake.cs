using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>When a schedule has something to do by itself.</summary>
internal static class ScheduleWake
{
    /// <summary>Null: nothing, until somebody asks or a run ends.</summary>
    /// <param name="draft">The schedule.</param>
    /// <param name="next">The next time of its spec.</param>
    public static DateTimeOffset? Of(ScheduleDraft draft, DateTimeOffset? next) =>
        HasFreeBackfills(draft) ? draft.Now + ScheduleLimits.BackfillPause :
        !draft.MayAct(isManual: false) ? null :
        next <= draft.Now ? draft.Now + ScheduleLimits.DuePause : next;

    /// <summary>When it is kept no longer because it has nothing left to do; null: it has.</summary>
    public static DateTimeOffset? Expiry(ScheduleDraft draft, DateTimeOffset? next)
    {
        var isIdle = !draft.Schedule.State.Paused && !HasFreeBackfills(draft) &&
            (next is null || !draft.MayAct(isManual: false));
        return isIdle ? LastEvent(draft) + ScheduleLimits.Retention : null;
    }

    /// <summary>Whether there are backfills that need not wait for the end of a run.</summary>
    private static bool HasFreeBackfills(ScheduleDraft draft) =>
        draft.State.OngoingBackfills.Count > 0 &&
        draft.Resolve(draft.State.OngoingBackfills[0].OverlapPolicy) == ScheduleOverlapPolicy.AllowAll;

    private static DateTimeOffset LastEvent(ScheduleDraft draft)
    {
        var acted = draft.Info.RecentActions.LastOrDefault()?.ActualTime.Read();
        var events = new[] { draft.Info.CreateTime.Read(), draft.Info.UpdateTime.Read(), acted };
        return events.Max() ?? draft.Now;
    }
}
