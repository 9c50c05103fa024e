using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Risk;

/// <summary>
/// What a policy says about one action: the highest tier of its reasons, and how often this kind of step was carried
/// out before (null: it could not be found out). Stored shape.
/// </summary>
public sealed record RiskScore(
    RiskTier Tier, ValueList<RiskReason> Reasons, Digest PolicyDigest, Digest ActionDigest, int? Precedents = null);
