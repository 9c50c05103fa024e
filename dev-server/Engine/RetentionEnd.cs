using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>In the deadline queue: a closed run may have been kept long enough.</summary>
internal sealed record RetentionEnd(RunKey Run);
