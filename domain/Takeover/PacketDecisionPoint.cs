using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A decision point as the packet states it: decided and by whom, or still open.</summary>
public sealed record PacketDecisionPoint(
    DecisionPointId Id, string Question, ValueList<PersonId> Deciders, DecisionRecord? Decided = null);
