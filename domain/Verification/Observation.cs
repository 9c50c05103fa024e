using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// A reading, judged: the one value that the expectation looks at, the digest of the whole, the verdict. Stored shape.
/// </summary>
public sealed record Observation(
    ReadId Read,
    string Fact,
    string Source,
    DateTimeOffset TakenAt,
    ObservationVerdict Verdict,
    string Explanation,
    ReadBinding Binding,
    bool Settles,
    JsonData? Value = null,
    Digest? DocumentDigest = null,
    PersonId? ReportedBy = null);
