using System.Threading.Channels;
using Temporalio.Replay;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>The local activities of one cached run, and the box that their ends come into.</summary>
internal sealed class LocalActivityRun(LocalActivityWorker worker, WorkerSetup setup, WorkflowRunStart run)
{
    private readonly Channel<(LocalActivityRequest Request, LocalActivityResolution End)?> ends =
        Channel.CreateUnbounded<(LocalActivityRequest, LocalActivityResolution)?>();

    private readonly Dictionary<uint, LocalActivityExecution> executing = [];
    private readonly Lock sync = new();
    private bool isClosed;

    /// <summary>Begins one.</summary>
    /// <param name="request">What to carry out, encoded.</param>
    public void Start(LocalActivityRequest request)
    {
        var execution = new LocalActivityExecution(worker, setup, run, request, end => Take(request, end));
        lock (sync)
        {
            executing[request.Seq] = execution;
        }

        worker.Begin(execution);
    }

    /// <summary>Asks one to stop, if it is still under way.</summary>
    public void Cancel(uint seq)
    {
        lock (sync)
        {
            executing.GetValueOrDefault(seq)?.Cancel();
        }
    }

    /// <summary>Asks all to stop: nobody waits for them any more.</summary>
    public void CancelAll()
    {
        lock (sync)
        {
            foreach (var execution in executing.Values)
            {
                execution.Cancel();
            }
        }
    }

    /// <summary>The run is dropped.</summary>
    public void Close()
    {
        lock (sync)
        {
            isClosed = true;
        }

        CancelAll();
    }

    /// <summary>Waits for the next end.</summary>
    /// <param name="until">When the workflow task has to be answered.</param>
    /// <returns>The end, encoded; null when time is up, or the worker's stop has cut one off.</returns>
    public async Task<(LocalActivityRequest Request, LocalActivityResolution End)?> NextAsync(DateTimeOffset until)
    {
        if (ends.Reader.TryRead(out var ready))
        {
            return ready;
        }

        var left = until - setup.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        using var timer = new CancellationTokenSource(left, setup.Time);
        try
        {
            return await ends.Reader.ReadAsync(timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>A workflow task is answered.</summary>
    /// <returns>Attempts in it that were not the first of an activity, of activities begun before it.</returns>
    public int EndTask()
    {
        lock (sync)
        {
            return executing.Values.Sum(execution => execution.EndTask());
        }
    }

    private void Take(LocalActivityRequest request, LocalActivityResolution? end)
    {
        lock (sync)
        {
            executing.Remove(request.Seq);
            if (isClosed)
            {
                return;
            }
        }

        ends.Writer.TryWrite(end is null ? null : (request, end));
    }
}
