namespace DirectedExecution.DevServer.Storage;

/// <summary>The tables of <see cref="InMemoryStore"/>, and what a batch means for them.</summary>
internal sealed class InMemoryTables
{
    public Dictionary<RunKey, RunRow> Runs { get; } = [];

    public Dictionary<string, List<HistoryBatch>> History { get; } = [];

    private Dictionary<WorkflowKey, CurrentRunRow> CurrentRuns { get; } = [];

    private Dictionary<RunKey, VisibilityRow> Visibility { get; } = [];

    private Dictionary<string, NamespaceRow> Namespaces { get; } = [];

    private Dictionary<(string NamespaceId, string Name), SearchAttributeRow> SearchAttributes { get; } = [];

    private Dictionary<BatchKey, BatchRow> Batches { get; } = [];

    private Dictionary<ScheduleKey, ScheduleRow> Schedules { get; } = [];

    public StoreImage ToImage() => new(
        [.. Runs.Values.Where(run => run.IsOpen)],
        [.. CurrentRuns.Values],
        [.. Visibility.Values],
        [.. Namespaces.Values],
        [.. SearchAttributes.Values],
        [.. Batches.Values],
        [.. Schedules.Values]);

    public InMemoryTables Copy()
    {
        var copy = new InMemoryTables();
        copy.Apply(ToBatch());
        return copy;
    }

    public void Apply(WriteBatch batch)
    {
        batch.Runs.ForEach(row => Runs[row.Key] = row);
        batch.CurrentRuns.ForEach(row => CurrentRuns[row.Workflow] = row);
        batch.History.ForEach(Append);
        batch.Visibility.ForEach(row => Visibility[row.Key] = row);
        batch.Namespaces.ForEach(row => Namespaces[row.Id] = row);
        batch.SearchAttributes.ForEach(row => SearchAttributes[(row.NamespaceId, row.Name)] = row);
        batch.Batches.ForEach(Put);
        batch.Schedules.ForEach(row => Schedules[row.Key] = row);
        batch.DeletedRuns.ForEach(DeleteRun);
        batch.DeletedCurrentRuns.ForEach(key => CurrentRuns.Remove(key));
        batch.DeletedNamespaces.ForEach(DeleteNamespace);
        batch.DeletedSearchAttributes.ForEach(key => SearchAttributes.Remove(key));
        batch.DeletedBatches.ForEach(key => Batches.Remove(key));
        batch.DeletedSchedules.ForEach(key => Schedules.Remove(key));
    }

    private WriteBatch ToBatch()
    {
        var batch = new WriteBatch();
        batch.Runs.AddRange(Runs.Values);
        batch.CurrentRuns.AddRange(CurrentRuns.Values);
        batch.History.AddRange(History.Values.SelectMany(run => run));
        batch.Visibility.AddRange(Visibility.Values);
        batch.Namespaces.AddRange(Namespaces.Values);
        batch.SearchAttributes.AddRange(SearchAttributes.Values);
        batch.Batches.AddRange(Batches.Values);
        batch.Schedules.AddRange(Schedules.Values);
        return batch;
    }

    private void Put(BatchRow row) => Batches[row.Key] = row with
    {
        Targets = row.Targets ?? Batches.GetValueOrDefault(row.Key)?.Targets ?? ReadOnlyMemory<byte>.Empty,
    };

    private void Append(HistoryBatch batch)
    {
        if (!History.TryGetValue(batch.RunId, out var run))
        {
            History[batch.RunId] = run = [];
        }

        var expected = run.Count == 0 ? 1 : run[^1].LastEventId + 1;
        if (batch.FirstEventId != expected || batch.LastEventId < batch.FirstEventId)
        {
            throw new InvalidOperationException(
                $"Run {batch.RunId}: events {batch.FirstEventId}-{batch.LastEventId} do not follow " +
                $"event {expected - 1}.");
        }

        run.Add(batch);
    }

    private void DeleteRun(RunKey key)
    {
        Runs.Remove(key);
        History.Remove(key.RunId);
        Visibility.Remove(key);
    }

    private void DeleteNamespace(string id)
    {
        Namespaces.Remove(id);
        foreach (var key in SearchAttributes.Keys.Where(key => key.NamespaceId == id).ToList())
        {
            SearchAttributes.Remove(key);
        }

        foreach (var key in Batches.Keys.Where(key => key.NamespaceId == id).ToList())
        {
            Batches.Remove(key);
        }

        foreach (var key in Schedules.Keys.Where(key => key.NamespaceId == id).ToList())
        {
            Schedules.Remove(key);
        }
    }
}
