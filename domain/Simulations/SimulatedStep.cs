using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// One step: what it does, its way back or why there is none, and all that would stop it, in the order in which it
/// would be met.
/// </summary>
public sealed record SimulatedStep(
    StepId Id,
    string Title,
    LaneId? Lane,
    ValueList<StepId> Requires,
    StepCondition? When,
    SimulatedAction Action,
    SimulatedReversal? Reversal,
    string? Irreversible,
    ValueList<string> Stops);
