using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// One thing that a judgement rested on, by name and digest: packet, action, state, charter, procedure, policy.
/// </summary>
public sealed record JudgementEvidence(string Name, Digest Digest);
