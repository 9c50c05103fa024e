namespace DirectedExecution.Domain.Simulations;

/// <summary>The way back, and how long it is open.</summary>
public sealed record SimulatedReversal(string Plan, TimeSpan? Within, SimulatedAction Action);
