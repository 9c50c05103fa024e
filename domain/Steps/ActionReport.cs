using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// What the tool said: outcome, times, exit code, digests of the outputs, a short excerpt without secrets. Stored
/// shape.
/// </summary>
public sealed record ActionReport(
    ActionOutcome Outcome,
    string Summary,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    int? ExitCode = null,
    Digest? OutputDigest = null,
    string? Excerpt = null);
