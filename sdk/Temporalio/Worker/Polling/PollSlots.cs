namespace Temporalio.Worker.Polling;

/// <summary>Lets pollers wait until the <see cref="PollBalance"/> has a slot for them.</summary>
internal sealed class PollSlots
{
    private readonly Lock sync = new();
    private readonly LinkedList<TaskCompletionSource> normalWaiters = [];
    private readonly LinkedList<TaskCompletionSource> stickyWaiters = [];
    private readonly Action<PollBalance>? observe;
    private PollBalance balance;

    /// <param name="capacity">All slots.</param>
    /// <param name="twoKinds">Whether both queues are polled; else only the normal one.</param>
    /// <param name="observe">Told each new balance, in their order.</param>
    public PollSlots(int capacity, bool twoKinds, Action<PollBalance>? observe = null)
    {
        balance = new(capacity, twoKinds);
        this.observe = observe;
    }

    /// <summary>Gets how the slots are in use at this moment.</summary>
    public PollBalance Balance
    {
        get
        {
            lock (sync)
            {
                return balance;
            }
        }
    }

    /// <summary>Waits for a slot and begins a poll with it.</summary>
    public async Task BeginPollAsync(PollKind kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            WaitersOf(kind).AddLast(granted);
            Grant();
            observe?.Invoke(balance);
        }
        using var registration = cancellationToken.Register(() => Withdraw(kind, granted, cancellationToken));
        await granted.Task.ConfigureAwait(false);
    }

    /// <summary>Ends a poll; with a task its slot passes to that.</summary>
    public void EndPoll(PollKind kind, bool gotTask) => Change(b => b.End(kind, gotTask));

    /// <summary>Takes a slot for a task that comes without a poll, if there is one to spare.</summary>
    public bool TryTake()
    {
        lock (sync)
        {
            if (balance.Take() is not { } taken)
            {
                return false;
            }
            balance = taken;
            observe?.Invoke(balance);
            return true;
        }
    }

    /// <summary>Gives back the slot of a task.</summary>
    public void Release() => Change(b => b.Release());

    private LinkedList<TaskCompletionSource> WaitersOf(PollKind kind) =>
        kind == PollKind.Normal ? normalWaiters : stickyWaiters;

    private void Change(Func<PollBalance, PollBalance> change)
    {
        lock (sync)
        {
            balance = change(balance);
            Grant();
            observe?.Invoke(balance);
        }
    }

    private void Withdraw(PollKind kind, TaskCompletionSource waiter, CancellationToken token)
    {
        lock (sync)
        {
            // When it is no longer in the list the slot was granted already; the poll itself will see the token.
            if (WaitersOf(kind).Remove(waiter))
            {
                waiter.SetCanceled(token);
            }
        }
    }

    private void Grant()
    {
        while (true)
        {
            // The kind with fewer polls first, so that both are served when there is little.
            PollKind[] order = balance.NormalPolls <= balance.StickyPolls
                ? [PollKind.Normal, PollKind.Sticky]
                : [PollKind.Sticky, PollKind.Normal];
            var granted = false;
            foreach (var kind in order)
            {
                if (WaitersOf(kind).First is { } first && balance.CanPoll(kind))
                {
                    WaitersOf(kind).RemoveFirst();
                    balance = balance.Begin(kind);
                    first.Value.SetResult();
                    granted = true;
                    break;
                }
            }
            if (!granted)
            {
                return;
            }
        }
    }
}
