using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>
/// How a batch operation goes on: some runs at a time, so that it keeps nobody waiting. What was done to a run and that
/// it was done are stored together: each is done once, whatever happens to the server.
/// </summary>
internal sealed class BatchRules(EngineCore core, BatchWork work)
{
    private const int StepsPerSecond = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public void OnDue(BatchKey key)
    {
        if (core.Batches.Find(key) is not { } job || core.Catalog.FindNamespaceById(key.NamespaceId) is null)
        {
            return;
        }

        if (job.IsRunning)
        {
            core.Batches.Touch(key);
            GoOn(job);
        }
        else if (core.Batches.KeptUntil(job) <= core.Now)
        {
            core.Batches.Remove(key);
        }
        else
        {
            core.Batches.Schedule(job, core.Now);
        }
    }

    private void GoOn(BatchJob job)
    {
        var done = (int)(job.State.CompleteCount + job.State.FailureCount);
        var (size, pause) = Pace(job.State.Request.MaxOperationsPerSecond);
        var end = Math.Min(job.Targets.Count, done + size);
        var failures = job.Targets.Skip(done).Take(end - done).Count(target => !work.TryDo(job.State, target));
        var isOver = end == job.Targets.Count;
        var next = job.After(isOver ? BatchTrigger.Finish : BatchTrigger.GoOn, core.Now, state =>
        {
            state.CompleteCount += end - done - failures;
            state.FailureCount += failures;
        });
        core.Batches.Put(next);
        core.Batches.Schedule(next, core.Now + pause);
    }

    /// <summary>How many runs at a time, and how long from one time to the next.</summary>
    private static (int Size, TimeSpan Pause) Pace(float perSecond)
    {
        if (!(perSecond > 0))
        {
            return (Limits.BatchStepRuns, Pause);
        }

        var size = (int)Math.Clamp(perSecond / StepsPerSecond, 1, Limits.BatchStepRuns);
        var pause = TimeSpan.FromSeconds(size / perSecond);
        return (size, pause > Pause ? pause : Pause);
    }
}
