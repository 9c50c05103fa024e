using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>What the procedure's authors say about the risk; a gate shows it word for word.</summary>
public sealed record RiskStatement(
    string BlastRadius, string FailureMode, ValueList<string> Alternatives, ValueList<string> Policies);
