using DirectedExecution.DevServer.Engine;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The time of the runs where it may be skipped: the wall clock and how far it was put forward, the one counter of
/// locks, and who sleeps on this time. Belongs to the serial loop.
/// </summary>
internal sealed class TimeSkipping(TimeSkippingMode mode)
{
    private readonly PriorityQueue<(Ticket<SleepResponse> Ticket, bool LocksAgain), DateTimeOffset> sleepers = new();
    private int locks = mode == TimeSkippingMode.Unlocked ? 0 : 1;

    /// <summary>Time may be skipped on this server at all.</summary>
    public bool IsSupported => mode != TimeSkippingMode.Off;

    public bool IsUnlocked => IsSupported && locks <= 0;

    /// <summary>How many activities under way have let go of the time, which each of them holds by itself.</summary>
    public int LettingGo => Math.Max(0, -locks);

    /// <summary>How far the time of the runs is ahead of the wall clock.</summary>
    public TimeSpan Skipped { get; private set; }

    /// <summary>When the next sleeper wakes; null when nobody sleeps.</summary>
    public DateTimeOffset? NextWake => sleepers.TryPeek(out _, out var due) ? due : null;

    public void Lock() => locks++;

    /// <exception cref="RpcError">FAILED_PRECONDITION: it is not locked.</exception>
    public void Unlock() => locks = locks > 0
        ? locks - 1
        : throw NotLocked();

    /// <summary>
    /// For a sleep that locks again: an activity that sleeps lets go of the time that it holds itself, so there may be
    /// as many fewer locks than none.
    /// </summary>
    /// <param name="held">How many activities hold the time.</param>
    /// <exception cref="RpcError">FAILED_PRECONDITION: it is not locked, and no activity holds it.</exception>
    public void UnlockForSleep(int held) => locks = locks + held > 0 ? locks - 1 : throw NotLocked();

    /// <summary>The ticket is answered when this time has come.</summary>
    /// <param name="ticket">Who sleeps.</param>
    /// <param name="until">On the time of the runs.</param>
    /// <param name="locksAgain">Whether its end, or that of its caller, is a lock.</param>
    public void Sleep(Ticket<SleepResponse> ticket, DateTimeOffset until, bool locksAgain) =>
        sleepers.Enqueue((ticket, locksAgain), until);

    /// <summary>Ends the sleeps that are over; the lock comes with the end, so no skip slips in between.</summary>
    public IEnumerable<Action> Wake(DateTimeOffset now)
    {
        var woken = new List<Action>();
        while (sleepers.TryPeek(out _, out var due) && due <= now)
        {
            var (ticket, locksAgain) = sleepers.Dequeue();
            locks += locksAgain ? 1 : 0;
            if (!ticket.IsDone)
            {
                woken.Add(ticket.Answer(new SleepResponse()));
            }
        }

        return woken;
    }

    /// <summary>Callers that have gone sleep no longer; what they unlocked is locked again.</summary>
    public void DropAbandoned()
    {
        if (!sleepers.UnorderedItems.Any(sleeper => sleeper.Element.Ticket.IsDone))
        {
            return;
        }

        var all = sleepers.UnorderedItems.ToList();
        sleepers.Clear();
        foreach (var ((ticket, locksAgain), due) in all)
        {
            if (ticket.IsDone)
            {
                locks += locksAgain ? 1 : 0;
            }
            else
            {
                sleepers.Enqueue((ticket, locksAgain), due);
            }
        }
    }

    /// <summary>Puts the time forward.</summary>
    public void SkipTo(DateTimeOffset target, DateTimeOffset now) => Skipped += target - now;

    private static RpcError NotLocked() => RpcError.FailedPrecondition(
        "Time skipping is not locked: there is one unlock more than locks.");
}
