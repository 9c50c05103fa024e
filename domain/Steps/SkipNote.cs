using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Steps;

/// <summary>Who skipped a step, and why.</summary>
public sealed record SkipNote(PersonId By, string Reason);
