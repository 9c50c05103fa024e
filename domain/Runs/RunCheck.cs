using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// The last reading that was taken for the run as a whole, not for a step: the prerequisites at the confirmation, or
/// the no-go conditions after a resume or a takeover. Stored shape.
/// </summary>
public sealed record RunCheck(
    int Phase,
    ReadingPurpose Purpose,
    bool IsAwaited,
    PersonId By,
    ValueList<Observation> Observations,
    bool HasPassed);
