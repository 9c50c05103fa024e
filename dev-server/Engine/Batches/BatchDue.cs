using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>A batch operation is to be looked at: it goes on, or is kept no longer.</summary>
internal sealed record BatchDue(BatchKey Key);
