namespace DirectedExecution.Domain.Risk;

/// <summary>
/// A factor asks for a tier. A rule of a policy takes the place of the standard rule for the same factor, so a lower
/// tier than the standard stands in the policy in so many words.
/// </summary>
public sealed record RiskRule(RiskFactor Factor, RiskTier Tier);
