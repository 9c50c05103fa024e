using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>A turn that hands a ticket to the engine; the reply comes from that turn or a later one.</summary>
internal sealed class WaitingTurn<TReply> : ITurn
{
    private readonly TaskCompletionSource<TReply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Ticket<TReply>, DateTimeOffset> ask;
    private readonly CancellationToken aborted;

    public WaitingTurn(DateTimeOffset expiresAt, Action<Ticket<TReply>, DateTimeOffset> ask, CancellationToken aborted)
    {
        this.ask = ask;
        this.aborted = aborted;
        Ticket =
            new Ticket<TReply>(expiresAt, answer => reply.TrySetResult(answer), error => reply.TrySetException(error));
    }

    public Ticket<TReply> Ticket { get; }

    public Task<TReply> Reply => reply.Task;

    /// <summary>A caller that has gone before its turn came never reaches the engine.</summary>
    public void Run(DateTimeOffset now)
    {
        if (!aborted.IsCancellationRequested)
        {
            ask(Ticket, now);
        }
    }

    public void Deliver()
    {
    }

    public void Refuse(RpcError error) => reply.TrySetException(error);
}
