using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// What a read brought: the document, or the reason why there is none. It is an input only; the ledger keeps the
/// <see cref="Observation"/> made of it. <see cref="ReportedBy"/> is set when a person was the source, and
/// <see cref="Sealed"/>, instead of the document, where the read is sensitive.
/// </summary>
public sealed record Reading(
    ReadId Read,
    DateTimeOffset TakenAt,
    JsonData? Document = null,
    string? Error = null,
    PersonId? ReportedBy = null,
    SealedReading? Sealed = null);
