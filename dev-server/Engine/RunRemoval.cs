using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The end of what is kept of a run: by request, or when its namespace keeps it no longer.</summary>
internal sealed class RunRemoval(EngineCore core)
{
    /// <summary>Takes a closed run out of everything.</summary>
    public void Remove(Run run)
    {
        core.Queries.Forget(run.Key);
        core.Waits.Forget(run.Key);
        core.Updates.Forget(run.Key);
        core.Runs.Remove(run);
        core.Turn.Touched.Remove(run);
        core.Turn.Deleted.Add(run.Key);
        core.Turn.Batch.DeletedRuns.Add(run.Key);
    }

    /// <summary>Notes when the run may go.</summary>
    public void Schedule(RunKey key, DateTimeOffset closed)
    {
        if (!core.Options.KeepsClosedRuns && core.Catalog.FindNamespaceById(key.NamespaceId) is { } owner)
        {
            core.DeadlineQueue.Add(closed + owner.Retention, new RetentionEnd(key));
        }
    }

    public void Schedule(StoreImage image)
    {
        foreach (var row in image.Visibility)
        {
            if (row.Info.Status != WorkflowExecutionStatus.Running && row.Info.CloseTime.Read() is { } closed)
            {
                Schedule(row.Key, closed);
            }
        }
    }

    /// <summary>The namespace may keep its runs longer by now; then this is asked again.</summary>
    public void OnRetentionEnd(RetentionEnd due)
    {
        if (core.Runs.Find(due.Run) is not { IsOpen: false } run || run.State.CloseTime.Read() is not { } closed)
        {
            return;
        }

        var kept = core.Catalog.FindNamespaceById(due.Run.NamespaceId)?.Retention ?? TimeSpan.Zero;
        if (closed + kept <= core.Now)
        {
            Remove(run);
        }
        else
        {
            Schedule(due.Run, closed);
        }
    }
}
