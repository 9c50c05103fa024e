using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// What the policy says about an action that was never carried out before, and the tier once it was: how often it was
/// is known to the audit store only.
/// </summary>
public sealed record SimulatedRisk(RiskTier Tier, ValueList<RiskReason> Reasons, RiskTier TierOnceDone);
