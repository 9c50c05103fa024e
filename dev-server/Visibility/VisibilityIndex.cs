using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>
/// Every run that lists and counts can see, in memory, kept by the serial loop from the batches it applies: a list sees
/// each acknowledged write at once.
/// </summary>
internal sealed class VisibilityIndex
{
    private readonly Dictionary<string, Dictionary<RunKey, WorkflowExecutionInfo>> byNamespace =
        new(StringComparer.Ordinal);

    private readonly Dictionary<ScheduleKey, WorkflowExecutionInfo> schedules = [];

    public VisibilityIndex(IEnumerable<VisibilityRow> rows, IEnumerable<ScheduleRow>? schedules = null)
    {
        foreach (var row in rows)
        {
            Put(row);
        }

        foreach (var row in schedules ?? [])
        {
            this.schedules[row.Key] = row.Listing;
        }
    }

    public void Apply(WriteBatch batch)
    {
        batch.Visibility.ForEach(Put);
        foreach (var key in batch.DeletedRuns)
        {
            byNamespace.GetValueOrDefault(key.NamespaceId)?.Remove(key);
        }

        batch.Schedules.ForEach(row => schedules[row.Key] = row.Listing);
        batch.DeletedSchedules.ForEach(key => schedules.Remove(key));
        foreach (var id in batch.DeletedNamespaces)
        {
            byNamespace.Remove(id);
            foreach (var key in schedules.Keys.Where(key => key.NamespaceId == id).ToList())
            {
                schedules.Remove(key);
            }
        }
    }

    public IReadOnlyCollection<RunKey> RunsOf(string namespaceId) =>
        byNamespace.TryGetValue(namespaceId, out var runs) ? runs.Keys : [];

    /// <summary>One page: running ones first, then by close time, start time (both latest first) and run id.</summary>
    /// <param name="namespaceId">The namespace.</param>
    /// <param name="query">What to select.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="size">At most so many.</param>
    public List<WorkflowExecutionInfo> List(
        string namespaceId, VisibilityQuery query, VisibilityPosition? after, int size) =>
        [.. Select(namespaceId, query)
            .Select(run => (Position: VisibilityPosition.Of(run), Run: run))
            .Where(item => after is null || item.Position.CompareTo(after.Value) > 0)
            .OrderBy(item => item.Position)
            .Take(size)
            .Select(item => item.Run)];

    public Dictionary<WorkflowExecutionStatus, long> Count(string namespaceId, VisibilityQuery query) =>
        Select(namespaceId, query).CountBy(run => run.Status).ToDictionary(pair => pair.Key, pair => (long)pair.Value);

    private IEnumerable<WorkflowExecutionInfo> Select(string namespaceId, VisibilityQuery query) =>
        RowsOf(namespaceId, query).Where(run => IsInDivision(run, query) &&
            (query.Filter is null || ConditionMatcher.IsMatch(query.Filter, run)));

    /// <summary>Schedules are all in a division, so a query that names none need not look at them.</summary>
    private IEnumerable<WorkflowExecutionInfo> RowsOf(string namespaceId, VisibilityQuery query)
    {
        IEnumerable<WorkflowExecutionInfo> runs =
            byNamespace.TryGetValue(namespaceId, out var found) ? found.Values : [];
        return query.NamesDivision
            ? runs.Concat(schedules.Where(pair => pair.Key.NamespaceId == namespaceId).Select(pair => pair.Value))
            : runs;
    }

    private static bool IsInDivision(WorkflowExecutionInfo run, VisibilityQuery query) =>
        query.NamesDivision || run.SearchAttributes?.IndexedFields.ContainsKey(SystemNames.NamespaceDivision) != true;

    private void Put(VisibilityRow row)
    {
        if (!byNamespace.TryGetValue(row.Key.NamespaceId, out var runs))
        {
            byNamespace[row.Key.NamespaceId] = runs = [];
        }

        runs[row.Key] = row.Info;
    }
}
