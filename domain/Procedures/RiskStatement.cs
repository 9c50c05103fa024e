using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// What the procedure's authors say about the risk; a gate shows it word for word. <see cref="IfItFails"/>
/// is what is done when an action goes wrong that cannot be taken back.
/// </summary>
public sealed record RiskStatement(
    string BlastRadius, string FailureMode,
    ValueList<string> Alternatives, ValueList<string> Policies,
    string? IfItFails = null);
