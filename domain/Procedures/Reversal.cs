using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// How a step is undone: an action of its own, with its own reads, its own gate and, where it has one, a last moment.
/// </summary>
public sealed record Reversal(
    string Plan,
    StepClass Class,
    ToolCall Action,
    ValueList<VerificationRead> Before,
    ValueList<VerificationRead> After,
    TimeSpan? Within = null,
    GatePolicy? Gate = null);
