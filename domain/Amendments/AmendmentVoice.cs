using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Amendments;

/// <summary>One person's approval of an amendment. Stored shape.</summary>
public sealed record AmendmentVoice(PersonId By, DateTimeOffset At, string? Comment = null);
