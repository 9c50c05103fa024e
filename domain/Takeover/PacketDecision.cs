using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A decision that is due, and who may take it.</summary>
public sealed record PacketDecision(string Sentence, ValueList<PersonId> Owners);
