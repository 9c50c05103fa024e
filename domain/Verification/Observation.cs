using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// A reading, judged: the one value that the expectation looks at, the digest of the whole, the verdict. Of a
/// sensitive read both digests are keyed, and the whole is in the annex. Stored shape.
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
    PersonId? ReportedBy = null,
    AnnexEntry? Annex = null);
