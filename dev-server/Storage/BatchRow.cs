namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// A batch operation. Upsert by <see cref="Key"/>. Both shapes are stored ones (<c>BatchState</c> and
/// <c>BatchTargets</c> of Engine/State/run_state.proto), opaque to stores.
/// </summary>
/// <param name="Key">Which one.</param>
/// <param name="State">How far it is.</param>
/// <param name="Targets">The runs it is for; null in a batch that leaves them as they are, never in an image.</param>
internal sealed record BatchRow(BatchKey Key, ReadOnlyMemory<byte> State, ReadOnlyMemory<byte>? Targets);
