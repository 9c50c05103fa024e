using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>The times of a schedule's spec: which are due, and which come.</summary>
internal static class ScheduleTimes
{
    /// <summary>
    /// Owes a start for each time of the spec up to now that is not dealt with yet; those that came too long ago are
    /// missed, and counted.
    /// </summary>
    /// <returns>
    /// The next time of the spec, which is due already when there are very many; null: there is none any more.
    /// </returns>
    public static DateTimeOffset? TakeDue(ScheduleDraft draft)
    {
        var start = draft.LastProcessed;
        var end = draft.Now > start ? draft.Now : start;
        if (!draft.MayAct(isManual: false))
        {
            // What comes while it is paused is neither done later nor counted as missed.
            draft.State.LastProcessedTime = end.ToStamp();
            return draft.Next(end)?.Actual;
        }

        var window = draft.Schedule.Policies.CatchupWindow.Read();
        var updated = draft.Info.UpdateTime.Read();
        var next = draft.Next(start);
        var left = ScheduleLimits.DueStep;
        for (; left > 0 && next is { } due && due.Actual <= end; next = draft.Next(due.Actual), left--)
        {
            // Up to the last time only, not to now: another may have its nominal time behind it and, by jitter, its
            // actual one before it.
            draft.State.LastProcessedTime = due.Actual.ToStamp();
            if (updated > due.Actual)
            {
                continue;
            }

            if (end - due.Actual > window)
            {
                draft.Info.MissedCatchupWindow++;
            }
            else
            {
                draft.AddStart(due, ScheduleOverlapPolicy.Unspecified, isManual: false);
            }
        }

        return next?.Actual;
    }

    /// <summary>Goes on with the backfills that were asked for, some starts at a time.</summary>
    public static void TakeBackfills(ScheduleDraft draft)
    {
        var ongoing = draft.State.OngoingBackfills;
        var left = ScheduleLimits.BackfillStep;

        // Half of the buffer is left to the schedule itself.
        while (ongoing.Count > 0 && left > 0 && draft.State.BufferedStarts.Count < ScheduleLimits.Buffer / 2)
        {
            var (from, end) = (ongoing[0].StartTime.ToDateTimeOffset(), ongoing[0].EndTime.ToDateTimeOffset());
            var next = draft.Next(from);
            for (; left > 0 && next is { } due && due.Actual <= end; next = draft.Next(due.Actual), left--)
            {
                draft.AddStart(due, ongoing[0].OverlapPolicy, isManual: true);
                from = due.Actual;
            }

            if (next is { } more && more.Actual <= end)
            {
                ongoing[0].StartTime = from.ToStamp();
            }
            else
            {
                ongoing.RemoveAt(0);
            }
        }
    }

    /// <summary>The times at which it will act, as far as can be said now.</summary>
    public static IEnumerable<Timestamp> Coming(ScheduleDraft draft, int count)
    {
        var state = draft.Schedule.State;
        var left = state.LimitedActions ? Math.Min(count, state.RemainingActions) : count;
        var updated = draft.Info.UpdateTime.Read();
        for (var next = draft.Next(draft.LastProcessed); left > 0 && next is { } due; next = draft.Next(due.Actual))
        {
            if (updated is null || updated <= due.Actual)
            {
                left--;
                yield return due.Actual.ToStamp();
            }
        }
    }

    /// <summary>The times of the spec in a range, the first moment not among them.</summary>
    public static IEnumerable<Timestamp> Matching(ScheduleDraft draft, DateTimeOffset start, DateTimeOffset end)
    {
        var left = ScheduleLimits.MatchingTimes;
        for (var next = draft.Next(start); left > 0 && next is { } due && due.Actual <= end; left--)
        {
            yield return due.Actual.ToStamp();
            next = draft.Next(due.Actual);
        }
    }
}
