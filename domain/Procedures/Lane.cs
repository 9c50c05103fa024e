using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// A part of a procedure that goes on beside the others: one step of each lane may be under way at a time, and what
/// holds one lane does not hold another. A step without a lane concerns all lanes and runs alone.
/// </summary>
public sealed record Lane(LaneId Id, string Title, PersonId? Specialist = null);
