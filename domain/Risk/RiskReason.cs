namespace DirectedExecution.Domain.Risk;

/// <summary>One factor that was found, what it asks for, and how it was found.</summary>
public sealed record RiskReason(RiskFactor Factor, RiskTier Tier, string Sentence);
