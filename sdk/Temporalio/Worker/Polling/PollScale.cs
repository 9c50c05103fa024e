using Temporalio.Api.TaskQueue.V1;
using Temporalio.Exceptions;
using Temporalio.Worker.Tuning;

namespace Temporalio.Worker.Polling;

/// <summary>Lets as many pollers of a kind poll at once as the <see cref="PollTarget"/> says.</summary>
internal sealed class PollScale
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(11);

    private readonly TimeProvider time;
    private readonly Lock sync = new();
    private readonly LinkedList<TaskCompletionSource> waiters = [];
    private PollTarget target;
    private int active;
    private int failures;

    /// <param name="behavior">Bounds.</param>
    /// <param name="isAdvised">Whether the server says that it gives advice.</param>
    /// <param name="time">Clock.</param>
    public PollScale(PollerBehavior.Autoscaling behavior, bool isAdvised, TimeProvider time)
    {
        this.time = time;
        target = new(behavior.Minimum, behavior.Maximum, behavior.Initial)
        {
            IsAdvised = isAdvised,
            PeriodStart = time.GetUtcNow(),
        };
    }

    /// <summary>Gets how long a poll that begins now may take; null for as long as usual.</summary>
    public TimeSpan? Timeout
    {
        get
        {
            lock (sync)
            {
                target = target.At(time.GetUtcNow());
                return target.IsBusy ? BusyTimeout : null;
            }
        }
    }

    /// <summary>
    /// Whether a failure of a poll is an answer to how many there are, so that it is not repeated at once.
    /// </summary>
    public static bool IsAnswer(RpcException.StatusCode code) =>
        code == RpcException.StatusCode.ResourceExhausted || PollRetry.IsEmptyPoll(code);

    /// <summary>Waits until one more may poll.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            waiters.AddLast(granted);
            Grant();
        }
        using var registration = cancellationToken.Register(() => Withdraw(granted, cancellationToken));
        await granted.Task.ConfigureAwait(false);
    }

    /// <summary>Ends what <see cref="EnterAsync"/> began.</summary>
    public void Leave()
    {
        lock (sync)
        {
            active--;
            Grant();
        }
    }

    /// <summary>Takes the end of a poll.</summary>
    public void Polled(PollerScalingDecision? advice, bool gotTask)
    {
        lock (sync)
        {
            failures = 0;
            target = target.At(time.GetUtcNow()).Polled(advice?.PollRequestDeltaSuggestion, gotTask);
            Grant();
        }
    }

    /// <summary>Takes the failure of a poll.</summary>
    /// <returns>How many there were in a row.</returns>
    public int Failed(RpcException.StatusCode code)
    {
        lock (sync)
        {
            target = target.At(time.GetUtcNow()).Failed(code);
            return ++failures;
        }
    }

    private void Withdraw(TaskCompletionSource waiter, CancellationToken token)
    {
        lock (sync)
        {
            // When it is no longer in the list it was granted already; the poll itself will see the token.
            if (waiters.Remove(waiter))
            {
                waiter.SetCanceled(token);
            }
        }
    }

    private void Grant()
    {
        while (active < target.Value && waiters.First is { } first)
        {
            waiters.RemoveFirst();
            active++;
            first.Value.SetResult();
        }
    }
}
