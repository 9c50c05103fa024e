using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What one turn leaves to the host: first apply and commit the batch, then run the completions in order.
/// </summary>
/// <param name="Batch">To be applied to the store; may be empty.</param>
/// <param name="Completions">Answers to tickets of this and earlier turns.</param>
/// <param name="Warnings">To be told to whoever runs the server.</param>
internal sealed record TurnOutput(
    WriteBatch Batch, IReadOnlyList<Action> Completions, IReadOnlyList<LimitWarning> Warnings);
