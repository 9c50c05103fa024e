using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>Who is told what when.</summary>
public sealed record SimulatedMoment(DateTimeOffset At, string What, ValueList<PersonId> Told);
