using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Takeover;

/// <summary>
/// The structured handoff (R31), for a human or a successor run. The readable part is made from the snapshot, so the
/// two cannot differ; <see cref="Digest"/> covers everything else in it. What stands after the digest is said by
/// packets of runs of a later edition. A packet that was made from a copy of the ledger says so: whatever happened
/// after the copy's end is not in it. The packet of a rehearsal says so, and founds rehearsals only. Stored shape.
/// </summary>
public sealed record TakeoverPacket(
    int Version,
    RunId Run,
    RunId Chain,
    DateTimeOffset MadeAt,
    string Objective,
    PersonId Lead,
    int LeadEpoch,
    ValueList<LeadTenure> LeadHistory,
    ValueList<Boundary> Boundaries,
    ValueList<PacketStep> Steps,
    ValueList<PacketAttempt> InFlight,
    ValueList<PacketAttempt> Unknown,
    ValueList<PacketAttempt> PartialChanges,
    ValueList<string> Holds,
    ValueList<PacketGate> OpenGates,
    ValueList<PacketReversal> Reversals,
    ValueList<Contradiction> Contradictions,
    ValueList<PacketFact> VerifiedState,
    ValueList<PacketDecision> NextDecisions,
    LedgerHead LedgerHead,
    RunSnapshot Snapshot,
    Digest Digest,
    ValueList<PacketLane>? Lanes = null,
    ValueList<PacketDecisionPoint>? DecisionPoints = null,
    ValueList<PacketAttempt>? Pending = null,
    ValueList<InstructionContradiction>? InstructionContradictions = null,
    Narrowing? Narrowing = null,
    IdentityMode? Identity = null,
    bool? IsCopy = null,
    ValueList<PacketReversal>? LapsedReversals = null,
    RunMode? Mode = null);
