using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// A gate, why it stands there, what it cannot open without and is not said, and why the charter waives it, if it does.
/// </summary>
public sealed record AskedGate(
    SimulatedGate Gate, ValueList<string> Why, ValueList<string> Missing, string? Waived = null);
