using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// What became of a directive. Not received may mean: on its way. Accepted on an older ledger head, it says how many
/// entries had come since; none of them concerned it.
/// </summary>
public sealed record DirectiveOutcome(
    bool IsReceived, bool IsAccepted = false, Refusal? Refusal = null, long? Behind = null);
