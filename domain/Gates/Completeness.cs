namespace DirectedExecution.Domain.Gates;

/// <summary>How far the evidence goes: readings asked for, answered, as expected, and the oldest one's age.</summary>
public sealed record Completeness(int Asked, int Answered, int AsExpected, TimeSpan OldestAge);
