using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>The batch operations that are remembered, and what of them is to be stored.</summary>
internal sealed class BatchTable(EngineCore core)
{
    private readonly Dictionary<BatchKey, BatchJob> jobs = [];

    public void Load(StoreImage image)
    {
        foreach (var row in image.Batches)
        {
            var job = Parse(row);
            jobs[job.Key] = job;
            Schedule(job, core.Now);
        }
    }

    public BatchJob? Find(BatchKey key) => jobs.GetValueOrDefault(key);

    public IEnumerable<BatchJob> Of(string namespaceId) => jobs.Values.Where(job => job.Key.NamespaceId == namespaceId);

    /// <summary>Adds a job, or puts it in the place of what it was.</summary>
    public void Put(BatchJob job)
    {
        var before = Find(job.Key);
        core.Turn.BatchesBefore.TryAdd(job.Key, before);
        jobs[job.Key] = job;
        var isSameList = before is not null && ReferenceEquals(before.Targets, job.Targets);
        ReadOnlyMemory<byte>? targets = null;
        if (!isSameList)
        {
            targets = new BatchTargets { Executions = { job.Targets } }.ToByteArray();
        }

        core.Turn.Batch.Batches.Add(new BatchRow(job.Key, job.State.ToByteArray(), targets));
    }

    /// <summary>Its entry in the queue is used up: if this turn is abandoned, it must be looked at again.</summary>
    public void Touch(BatchKey key) => core.Turn.BatchesBefore.TryAdd(key, Find(key));

    public void Remove(BatchKey key)
    {
        Touch(key);
        jobs.Remove(key);
        core.Turn.Batch.DeletedBatches.Add(key);
    }

    /// <summary>The store forgets them with their namespace.</summary>
    public void ForgetNamespace(string namespaceId)
    {
        foreach (var job in Of(namespaceId).ToList())
        {
            core.Turn.BatchesBefore.TryAdd(job.Key, job);
            jobs.Remove(job.Key);
        }
    }

    /// <summary>After an abandoned turn: as they were, and what was under way is tried again.</summary>
    public void Restore(IReadOnlyDictionary<BatchKey, BatchJob?> before)
    {
        foreach (var (key, job) in before)
        {
            jobs.Remove(key);
            if (job is not null)
            {
                jobs[key] = job;
                Schedule(job, core.Now + Limits.BatchRetryInterval);
            }
        }
    }

    /// <summary>
    /// When the job is looked at next: a running one then, one that is over when it is kept no longer.
    /// </summary>
    public void Schedule(BatchJob job, DateTimeOffset next)
    {
        if (job.IsRunning)
        {
            core.DeadlineQueue.Add(next, new BatchDue(job.Key));
        }
        else if (!core.Options.KeepsClosedRuns && KeptUntil(job) is { } end)
        {
            core.DeadlineQueue.Add(end, new BatchDue(job.Key));
        }
    }

    public DateTimeOffset? KeptUntil(BatchJob job) =>
        job.State.CloseTime.Read() + core.Catalog.FindNamespaceById(job.Key.NamespaceId)?.Retention;

    private static BatchJob Parse(BatchRow row)
    {
        var state = BatchState.Parser.ParseFrom(row.State.Span);
        return state.Layout == BatchJob.Layout
            ? new BatchJob(state, BatchTargets.Parser.ParseFrom(row.Targets!.Value.Span).Executions)
            : throw new InvalidOperationException(
                $"Batch operation {row.Key.JobId} is stored in layout {state.Layout}; this server knows layout " +
                $"{BatchJob.Layout}.");
    }
}
