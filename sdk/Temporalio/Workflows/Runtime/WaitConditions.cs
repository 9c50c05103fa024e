namespace Temporalio.Workflows.Runtime;

/// <summary>Conditions that workflow code waits for, in the order in which the waits began.</summary>
internal sealed class WaitConditions(WorkflowInstance instance)
{
    private const string DefaultSummary = "WaitConditionAsync";

    private readonly LinkedList<(Func<bool> Check, TaskCompletionSource Source)> waits = [];

    /// <summary>
    /// Wakes the first wait whose condition holds. Only the first: what it does may make others false again.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public bool WakeFirst()
    {
        for (var node = waits.First; node is not null; node = node.Next)
        {
            if (node.Value.Source.Task.IsCompleted)
            {
                continue;
            }

            var holds = Holds(node.Value.Check);
            if (instance.HasFailed)
            {
                return false;
            }

            if (holds)
            {
                waits.Remove(node);
                node.Value.Source.TrySetResult();
                return true;
            }
        }

        return false;
    }

    /// <summary>Wakes all waits whose condition holds now, as runs of old SDKs did.</summary>
    /// <returns>Whether there was one.</returns>
    public bool WakeAll()
    {
        var holding = waits.Where(wait => !wait.Source.Task.IsCompleted && Holds(wait.Check)).ToArray();
        if (instance.HasFailed)
        {
            return false;
        }

        foreach (var wait in holding)
        {
            waits.Remove(wait);
            wait.Source.TrySetResult();
        }

        return holding.Length > 0;
    }

    // A condition that throws is a fault of the code, whatever it throws: nobody could say where in the code it belongs.
    private bool Holds(Func<bool> check)
    {
        try
        {
            return check();
        }
        catch (Exception e)
        {
            instance.FailTask(e);
            return false;
        }
    }

    public Task<bool> WaitAsync(WaitConditionOptions options)
    {
        var check = options.ConditionCheck ?? throw new ArgumentException("A condition is required", nameof(options));
        if (options.Timeout is { } timeout && timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException("Timeout duration cannot be less than 0", nameof(options));
        }

        instance.RequireCommandsAllowed("wait for a condition");
        var token = options.CancellationToken ?? instance.CancellationToken;
        var source = new TaskCompletionSource();
        var node = waits.AddLast((check, source));
        var tracked = instance.Waits.Track();
        return instance.StartAsync(() => WaitAsync(node, tracked, options.Timeout, options.TimeoutSummary, token));
    }

    private async Task<bool> WaitAsync(
        LinkedListNode<(Func<bool> Check, TaskCompletionSource Source)> node,
        IDisposable? tracked,
        TimeSpan? timeout,
        string? summary,
        CancellationToken token)
    {
        var source = node.Value.Source;
        using var untrack = tracked;
        using var registration = token.Register(() => source.TrySetCanceled(token));
        try
        {
            if (timeout is not { } limit || limit == Timeout.InfiniteTimeSpan)
            {
                await source.Task;
                return true;
            }

            using var stopTimer = new CancellationTokenSource();
            var timer = instance.Outbound.DelayAsync(new(limit, stopTimer.Token, summary ?? DefaultSummary));
            if (await Task.WhenAny(source.Task, timer) == source.Task)
            {
#pragma warning disable CA1849 // CancelAsync would leave the workflow's scheduler
                stopTimer.Cancel();
#pragma warning restore CA1849
                await source.Task;
                return true;
            }

            await timer;
            return false;
        }
        finally
        {
            if (node.List is not null)
            {
                waits.Remove(node);
            }
        }
    }
}
