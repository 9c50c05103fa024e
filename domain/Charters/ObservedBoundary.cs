using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// How an effect is seen that crosses a boundary: read after every action. When it holds, or cannot be read, the run
/// stands still, whoever approved the action.
/// </summary>
public sealed record ObservedBoundary(string Source, ToolCall Read, Expectation CrossedWhen);
