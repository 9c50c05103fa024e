namespace DirectedExecution.Domain.Gates;

/// <summary>One moment of an open gate's ladder.</summary>
public sealed record Rung(RungKind Kind, DateTimeOffset At);
