using System.Collections.Concurrent;
using System.Threading.Channels;
using DirectedExecution.DevServer.Engine;
using Microsoft.Extensions.Logging;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The one thread of the server's state. Turns queue here; those that queued while the last commit reached the disk are
/// run and committed together, and only after the commit their callers hear of it: nothing is acknowledged before it is
/// durable.
/// </summary>
internal sealed class SerialLoop : IAsyncDisposable
{
    /// <summary>The most turns of one commit: bounds the wait of the first.</summary>
    private const int MaxTurnsPerCommit = 256;

    private static readonly ITurn Wake = new Turn<bool>(_ => true);
    private readonly Channel<ITurn> turns =
        Channel.CreateUnbounded<ITurn>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentQueue<ITicket> withdrawn = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly List<ITurn> delivered = [];
    private readonly List<Action> completions = [];
    private readonly LoopState state;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ITimer deadline;
    private readonly Task running;
    private DateTimeOffset lastNow;
    private DateTimeOffset? armedFor;
    private volatile bool deadlineCame;

    public SerialLoop(LoopState state, TimeProvider clock, ILogger logger)
    {
        this.state = state;
        this.clock = clock;
        this.logger = logger;
        deadline = clock.CreateTimer(_ => OnDeadline(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        turns.Writer.TryWrite(Wake);
        running = Task.Run(RunAsync);
    }

    /// <summary>Ends when the loop ends; faulted when the store failed and the server had to stop.</summary>
    public Task Completion => running;

    /// <summary>Runs work on the loop; its reply comes after the commit.</summary>
    /// <exception cref="RpcError">A refusal by the work, or UNAVAILABLE when the server stops.</exception>
    public async Task<TReply> RunAsync<TReply>(Func<DateTimeOffset, TReply> work)
    {
        var turn = new Turn<TReply>(work);
        Enqueue(turn);
        await using var stop = stopping.Token.UnsafeRegister(static asked => ((ITurn)asked!).Refuse(Stopping()), turn);
        return await turn.Reply;
    }

    /// <summary>
    /// Runs a call that may have to wait. When the caller goes away its ticket is withdrawn before the next turn is
    /// run: no task is handed to a caller that is known to have gone.
    /// </summary>
    public async Task<TReply> WaitAsync<TReply>(
        DateTimeOffset expiresAt, Action<Ticket<TReply>, DateTimeOffset> ask, CancellationToken aborted)
    {
        var turn = new WaitingTurn<TReply>(expiresAt, ask, aborted);
        Enqueue(turn);
        await using var stop = stopping.Token.UnsafeRegister(static asked => ((ITurn)asked!).Refuse(Stopping()), turn);
        await using var gone = aborted.UnsafeRegister(
            _ =>
            {
                withdrawn.Enqueue(turn.Ticket);
                turns.Writer.TryWrite(Wake);
                turn.Refuse(new RpcError(GrpcStatusCode.Cancelled, "the caller has gone"));
            },
            null);
        return await turn.Reply;
    }

    /// <summary>Takes no more turns and refuses everything that waits.</summary>
    public async Task StopAsync()
    {
        turns.Writer.TryComplete();
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await deadline.DisposeAsync();
        stopping.Dispose();
    }

    private static RpcError Stopping() => new(GrpcStatusCode.Unavailable, "the server is stopping");

    private void Enqueue(ITurn turn)
    {
        if (!turns.Writer.TryWrite(turn))
        {
            throw Stopping();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (await turns.Reader.WaitToReadAsync())
            {
                RunGroup();
                ArmDeadline();
            }
        }
        catch (Exception fault)
        {
            HostLog.LoopFailed(logger, fault);
            turns.Writer.TryComplete();
            await stopping.CancelAsync();
            throw;
        }
    }

    private void RunGroup()
    {
        delivered.Clear();
        completions.Clear();
        while (delivered.Count < MaxTurnsPerCommit && turns.Reader.TryRead(out var turn))
        {
            FireDue();
            RunTurn(turn);
        }

        if (!turns.Reader.TryPeek(out _))
        {
            SkipTime();
        }

        state.Store.Commit();
        completions.ForEach(deliver => deliver());
        delivered.ForEach(turn => turn.Deliver());
    }

    private void FireDue()
    {
        var now = Now();
        if (NextDeadline <= now)
        {
            RunTurn(new Turn<bool>(_ => FireDue(now)));
        }
    }

    private bool FireDue(DateTimeOffset now)
    {
        state.Engine.FireDue(now);
        completions.AddRange(state.Skipping.Wake(now));
        return true;
    }

    /// <summary>
    /// With nothing under way and nothing asked, the next thing that happens by itself happens now. One at a time: what
    /// it causes may need real time again.
    /// </summary>
    private void SkipTime()
    {
        state.Skipping.DropAbandoned();
        var now = Now();
        var (wake, lettingGo) = (state.Skipping.NextWake, state.Skipping.LettingGo);
        if (!state.Skipping.IsUnlocked ||
            state.Engine.SkipTarget(wake, lettingGo, now) is not { } target || target <= now)
        {
            return;
        }

        state.Skipping.SkipTo(target, now);
        state.Engine.Skipped = state.Skipping.Skipped;
        armedFor = null;
        turns.Writer.TryWrite(Wake);
    }

    private void RunTurn(ITurn turn)
    {
        var now = Now();
        try
        {
            while (withdrawn.TryDequeue(out var ticket))
            {
                state.Engine.Cancel(ticket);
            }

            turn.Run(now);
            End(state.Engine.EndTurn());
            delivered.Add(turn);
        }
        catch (RpcError refusal)
        {
            End(state.Engine.EndTurn());
            completions.Add(() => turn.Refuse(refusal));
        }
        catch (Exception fault) when (fault is not Storage.StoreException)
        {
            TakeBack(turn, fault, now);
        }
    }

    private void TakeBack(ITurn turn, Exception fault, DateTimeOffset now)
    {
        var refusal = fault is NotSupportedException
            ? RpcError.Unimplemented(fault.Message)
            : new RpcError(GrpcStatusCode.Unknown, "internal error of the embedded server; see its log");
        if (fault is not NotSupportedException)
        {
            HostLog.TurnFailed(logger, fault);
        }

        _ = state.Catalog.TakeBatch();
        End(state.Engine.AbandonTurn(now));
        completions.Add(() => turn.Refuse(refusal));
    }

    private void End(TurnOutput output)
    {
        state.Apply(output.Batch);
        state.Apply(state.Catalog.TakeBatch());
        completions.AddRange(output.Completions);
        foreach (var near in output.Warnings)
        {
            HostLog.NearLimit(logger, near.WorkflowId, near.RunId, near.Size, near.What, near.Limit);
        }
    }

    private DateTimeOffset? NextDeadline => Times.Earlier(state.Engine.NextDeadline, state.Skipping.NextWake);

    /// <summary>
    /// The time of the runs: the clock, never going back within one life of the server, and what was skipped.
    /// </summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        lastNow = now > lastNow ? now : lastNow;
        return lastNow + state.Skipping.Skipped;
    }

    private void OnDeadline()
    {
        deadlineCame = true;
        turns.Writer.TryWrite(Wake);
    }

    private void ArmDeadline()
    {
        var next = NextDeadline;
        if (next == armedFor && !deadlineCame)
        {
            return;
        }

        deadlineCame = false;
        armedFor = next;
        deadline.Change(next is { } due ? WaitUntil(due, Now()) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Whole milliseconds, rounded up: a timer that comes early finds nothing due. A far deadline is looked at again.
    /// </summary>
    private static TimeSpan WaitUntil(DateTimeOffset due, DateTimeOffset now)
    {
        var wait = Math.Ceiling((due - now).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Clamp(wait, 1, TimeSpan.FromHours(1).TotalMilliseconds));
    }
}
