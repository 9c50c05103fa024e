using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>What a patch changes.</summary>
internal static class SchedulePatches
{
    public static void Apply(ScheduleDraft draft, SchedulePatch patch)
    {
        if (patch.TriggerImmediately is { } trigger)
        {
            var time = trigger.ScheduledTime.Read() ?? draft.Now;
            draft.AddStart(new SpecTime(time, time), trigger.OverlapPolicy, isManual: true);
        }

        foreach (var backfill in patch.BackfillRequest)
        {
            Add(draft, backfill);
        }

        if (patch.Pause.Length > 0)
        {
            Pause(draft, isPaused: true, patch.Pause);
        }

        if (patch.Unpause.Length > 0)
        {
            Pause(draft, isPaused: false, patch.Unpause);
        }
    }

    public static void Pause(ScheduleDraft draft, bool isPaused, string note)
    {
        draft.Schedule.State.Paused = isPaused;
        draft.Schedule.State.Notes = note;
        draft.NextVersion();
    }

    private static void Add(ScheduleDraft draft, BackfillRequest asked)
    {
        if (draft.State.OngoingBackfills.Count >= ScheduleLimits.Buffer)
        {
            draft.Info.BufferDropped++;
            return;
        }

        var start = asked.StartTime.Read() ?? DateTimeOffset.UnixEpoch;
        draft.State.OngoingBackfills.Add(new BackfillRequest
        {
            StartTime = (start - ScheduleLimits.BackfillLead).ToStamp(),
            EndTime = asked.EndTime?.Clone() ?? DateTimeOffset.UnixEpoch.ToStamp(),
            OverlapPolicy = asked.OverlapPolicy,
        });
    }
}
