using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>What became of a directive. Not received may mean: on its way.</summary>
public sealed record DirectiveOutcome(bool IsReceived, bool IsAccepted = false, Refusal? Refusal = null);
