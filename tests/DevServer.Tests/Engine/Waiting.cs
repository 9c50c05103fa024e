using DirectedExecution.DevServer.Engine;

namespace DevServer.Tests.Engine;

/// <summary>A call that may go on waiting: what has come of it so far.</summary>
internal sealed class Waiting<T>
    where T : class
{
    public T? Reply { get; set; }

    public RpcError? Refusal { get; set; }

    public bool IsOver => Reply is not null || Refusal is not null;
}
