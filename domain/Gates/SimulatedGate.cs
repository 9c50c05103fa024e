using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>A gate that may open, and what would happen at it while nobody decides.</summary>
public sealed record SimulatedGate(
    string Name, GatePlacement Placement, GatePolicy Policy, ValueList<SimulatedMoment> Moments);
