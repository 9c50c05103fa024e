using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>Who paused the run, when, why.</summary>
public sealed record PauseNote(PersonId By, DateTimeOffset Since, string? Reason = null);
