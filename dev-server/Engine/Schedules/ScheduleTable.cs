using DirectedExecution.DevServer.Engine.Schedules.Spec;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// The schedules that are remembered, what of them is to be stored, and who watches which workflow id.
/// </summary>
internal sealed class ScheduleTable(EngineCore core)
{
    private readonly Dictionary<ScheduleKey, ScheduleEntry> entries = [];
    private readonly Dictionary<WorkflowKey, HashSet<ScheduleKey>> watchers = [];

    public void Load(StoreImage image)
    {
        foreach (var row in image.Schedules)
        {
            var entry = Parse(row);
            Replace(entry.Key, entry);
            Plan(entry, null);
        }
    }

    public ScheduleEntry? Find(ScheduleKey key) => entries.GetValueOrDefault(key);

    /// <summary>The schedules that started what runs under this workflow id.</summary>
    public IReadOnlyList<ScheduleKey> WatchersOf(WorkflowKey workflow) =>
        watchers.TryGetValue(workflow, out var keys) ? [.. keys] : [];

    /// <summary>Adds a schedule, or puts it in the place of what it was.</summary>
    public void Put(ScheduleEntry entry)
    {
        var before = Find(entry.Key);
        core.Turn.SchedulesBefore.TryAdd(entry.Key, before);
        Replace(entry.Key, entry);
        Plan(entry, before);
        core.Turn.Batch.Schedules.Add(
            new ScheduleRow(entry.Key, entry.State.ToByteArray(), ScheduleListings.Of(entry)));
    }

    /// <summary>Its entry in the queue is used up: if this turn is abandoned, it must be looked at again.</summary>
    public void Touch(ScheduleKey key) => core.Turn.SchedulesBefore.TryAdd(key, Find(key));

    public void Remove(ScheduleKey key)
    {
        Touch(key);
        Replace(key, null);
        core.Turn.Batch.DeletedSchedules.Add(key);
    }

    /// <summary>The store forgets them with their namespace.</summary>
    public void ForgetNamespace(string namespaceId)
    {
        foreach (var key in entries.Keys.Where(key => key.NamespaceId == namespaceId).ToList())
        {
            Touch(key);
            Replace(key, null);
        }
    }

    /// <summary>After an abandoned turn: as they were, and what was under way is tried again.</summary>
    public void Restore(IReadOnlyDictionary<ScheduleKey, ScheduleEntry?> before)
    {
        foreach (var (key, entry) in before)
        {
            Replace(key, entry);
            if (entry is not null && WakeOf(entry) is not null)
            {
                core.DeadlineQueue.Add(core.Now + ScheduleLimits.RetryInterval, new ScheduleDue(key));
            }
        }
    }

    /// <summary>
    /// Whether a schedule has something to do at this moment; an entry of the queue may be out of date.
    /// </summary>
    public bool IsDue(ScheduleKey key, DateTimeOffset moment) => Find(key) is { } entry && WakeOf(entry) <= moment;

    private void Plan(ScheduleEntry entry, ScheduleEntry? before)
    {
        if (WakeOf(entry) is { } wake && (before is null || WakeOf(before) != wake))
        {
            core.DeadlineQueue.Add(wake, new ScheduleDue(entry.Key));
        }
    }

    /// <summary>
    /// When it is looked at next: an open one when it acts, one that is over when it is kept no longer.
    /// </summary>
    private DateTimeOffset? WakeOf(ScheduleEntry entry) =>
        entry.IsOpen ? entry.State.NextWakeTime.Read() :
        core.Options.KeepsClosedRuns ? null :
        entry.State.CloseTime.Read() + core.Catalog.FindNamespaceById(entry.Key.NamespaceId)?.Retention;

    private void Replace(ScheduleKey key, ScheduleEntry? entry)
    {
        foreach (var workflow in Watched(key, Find(key)))
        {
            if (watchers.TryGetValue(workflow, out var keys) && keys.Remove(key) && keys.Count == 0)
            {
                watchers.Remove(workflow);
            }
        }

        foreach (var workflow in Watched(key, entry))
        {
            if (!watchers.TryGetValue(workflow, out var keys))
            {
                watchers[workflow] = keys = [];
            }

            keys.Add(key);
        }

        if (entry is null)
        {
            entries.Remove(key);
        }
        else
        {
            entries[key] = entry;
        }
    }

    private static IEnumerable<WorkflowKey> Watched(ScheduleKey key, ScheduleEntry? entry) => entry is { IsOpen: true }
        ? entry.State.Info.RunningWorkflows.Select(run => new WorkflowKey(key.NamespaceId, run.WorkflowId))
        : [];

    private static ScheduleEntry Parse(ScheduleRow row)
    {
        var state = StoredSchedule.Parser.ParseFrom(row.State.Span);
        return state.Layout == ScheduleEntry.Layout
            ? new ScheduleEntry(state, CompiledSpec.OfStored(state.Schedule.Spec))
            : throw new InvalidOperationException(
                $"Schedule {row.Key.ScheduleId} is stored in layout {state.Layout}; this server knows layout " +
                $"{ScheduleEntry.Layout}.");
    }
}
