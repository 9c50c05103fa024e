namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// What one engine turn (or one namespace or search-attribute call) changed; applied whole or not at all, in the order
/// of the lists, deletions last. A later row of the same key replaces an earlier one.
/// </summary>
internal sealed class WriteBatch
{
    public List<RunRow> Runs { get; } = [];

    public List<CurrentRunRow> CurrentRuns { get; } = [];

    public List<HistoryBatch> History { get; } = [];

    public List<VisibilityRow> Visibility { get; } = [];

    public List<NamespaceRow> Namespaces { get; } = [];

    public List<SearchAttributeRow> SearchAttributes { get; } = [];

    public List<BatchRow> Batches { get; } = [];

    public List<ScheduleRow> Schedules { get; } = [];

    /// <summary>Runs that are gone with state, history and visibility row.</summary>
    public List<RunKey> DeletedRuns { get; } = [];

    /// <summary>Workflow ids that have no run left.</summary>
    public List<WorkflowKey> DeletedCurrentRuns { get; } = [];

    /// <summary>
    /// Namespace ids that are gone, with their search attributes, batch operations and schedules. Their runs are
    /// deleted by themselves, run by run.
    /// </summary>
    public List<string> DeletedNamespaces { get; } = [];

    public List<(string NamespaceId, string Name)> DeletedSearchAttributes { get; } = [];

    public List<BatchKey> DeletedBatches { get; } = [];

    public List<ScheduleKey> DeletedSchedules { get; } = [];

    public bool IsEmpty =>
        Runs.Count + CurrentRuns.Count + History.Count + Visibility.Count + Namespaces.Count + SearchAttributes.Count +
        DeletedRuns.Count + DeletedCurrentRuns.Count + DeletedNamespaces.Count + DeletedSearchAttributes.Count +
        Batches.Count + DeletedBatches.Count + Schedules.Count + DeletedSchedules.Count == 0;
}
