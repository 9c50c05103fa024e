using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>A turn with a reply of its own.</summary>
internal sealed class Turn<TReply>(Func<DateTimeOffset, TReply> work) : ITurn
{
    private readonly TaskCompletionSource<TReply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TReply? found;

    public Task<TReply> Reply => reply.Task;

    public void Run(DateTimeOffset now) => found = work(now);

    public void Deliver() => reply.TrySetResult(found!);

    public void Refuse(RpcError error) => reply.TrySetException(error);
}
