namespace DirectedExecution.Domain.Gates;

/// <summary>The way back, how far the harm may reach, how it goes wrong.</summary>
public sealed record RiskAssessment(string ReversalPlan, bool IsReversible, string BlastRadius, string FailureMode);
