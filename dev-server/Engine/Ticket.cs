namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// A call that may have to wait: a poll, a query, a wait for history. Made by the host around the call, answered by the
/// engine exactly once unless cancelled: at the earliest in the turn that takes it, at the latest in <see
/// cref="WorkflowEngine.FireDue"/> after <see cref="ExpiresAt"/> (polls: an empty reply; history: no events and a
/// token; queries: FAILED_PRECONDITION). The answer comes out as a completion of the turn and is run by the host after
/// the commit.
/// </summary>
/// <param name="expiresAt">
/// When to give up. Set by the host from the call's deadline and the caps of the call (polls 60 s, history 20 s,
/// queries the deadline less a second).
/// </param>
/// <param name="onReply">Delivers the reply; run after the commit.</param>
/// <param name="onRefusal">Delivers a refusal; run after the commit.</param>
internal sealed class Ticket<TReply>(
    DateTimeOffset expiresAt, Action<TReply> onReply, Action<RpcError> onRefusal) : ITicket
{
    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool IsDone { get; private set; }

    public bool IsAbandoned { get; private set; }

    /// <summary>The caller has gone: nothing more is delivered. Use <see cref="WorkflowEngine.Cancel"/>.</summary>
    void ITicket.Abandon()
    {
        IsAbandoned = !IsDone;
        IsDone = true;
    }

    Action ITicket.RefuseInstead(RpcError error) => () => onRefusal(error);

    /// <summary>Ends the ticket; the returned action delivers the reply.</summary>
    internal Action Answer(TReply reply)
    {
        End();
        return () => onReply(reply);
    }

    /// <summary>Ends the ticket; the returned action delivers the refusal.</summary>
    internal Action Refuse(RpcError error)
    {
        End();
        return () => onRefusal(error);
    }

    private void End()
    {
        if (IsDone)
        {
            throw new InvalidOperationException("A ticket is answered once.");
        }

        IsDone = true;
    }
}
