using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Simulations;

/// <summary>An action with its reads, its gates, its risk under the policy and the boundaries it touches.</summary>
public sealed record SimulatedAction(
    string Tool,
    StepClass Class,
    ValueList<SimulatedRead> Before,
    ValueList<SimulatedRead> After,
    ValueList<AskedGate> Gates,
    SimulatedRisk? Risk,
    ValueList<TouchedBoundary> Boundaries);
