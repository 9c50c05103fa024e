using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// What the tool said: outcome, times, exit code, digests of the outputs, a short excerpt without secrets. Of a
/// sensitive call the output is in the annex, and its digest is keyed. Of a
/// program that was kept apart from the worker, the level of it. Stored shape.
/// </summary>
public sealed record ActionReport(
    ActionOutcome Outcome,
    string Summary,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    int? ExitCode = null,
    Digest? OutputDigest = null,
    string? Excerpt = null,
    AnnexEntry? Annex = null,
    int? Isolation = null);
