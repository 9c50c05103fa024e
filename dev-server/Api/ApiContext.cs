using DirectedExecution.DevServer.Hosting;

namespace DirectedExecution.DevServer.Api;

/// <summary>What the methods work on. The state is touched inside turns of the loop only.</summary>
internal sealed record ApiContext(SerialLoop Loop, LoopState State);
