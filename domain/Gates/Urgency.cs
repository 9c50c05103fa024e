using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>Until when, who waits, who may decide.</summary>
public sealed record Urgency(PersonId WhoWaits, ValueList<PersonId> WhoDecides, DateTimeOffset? Deadline = null);
