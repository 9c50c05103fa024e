namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// The mutable state of a run after a transaction. Upsert by <see cref="Key"/>.
/// <see cref="State"/> is a stored shape: a versioned <c>RunState</c> message (Engine/State/run_state.proto); opaque to
/// stores.
/// </summary>
internal sealed record RunRow(RunKey Key, bool IsOpen, ReadOnlyMemory<byte> State);
