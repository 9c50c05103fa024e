using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Privacy;

/// <summary>
/// What comes of a sensitive read: what it brought is in the annex, and was held against the expectation where it was
/// read. The one value that the expectation looks at comes as a digest under the annex's key: equal values of one fact
/// have equal digests. Stored shape.
/// </summary>
public sealed record SealedReading(AnnexEntry Annex, ObservationVerdict Verdict, Digest? Value = null);
