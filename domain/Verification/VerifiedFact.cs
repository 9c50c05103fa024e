using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Domain.Verification;

/// <summary>What a source last said about a fact of the target systems (R6). Stored shape.</summary>
public sealed record VerifiedFact(
    string Fact,
    string Source,
    StepId Step,
    AttemptId Attempt,
    ObservationVerdict Verdict,
    DateTimeOffset TakenAt,
    JsonData? Value = null,
    Digest? DocumentDigest = null,
    AnnexEntry? Annex = null);
