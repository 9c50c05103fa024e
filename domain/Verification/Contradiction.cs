using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// Sources that cannot all be right about one fact. The run is held until a named human clears it. Stored shape.
/// </summary>
public sealed record Contradiction(
    ContradictionId Id,
    AttemptId Attempt,
    StepId Step,
    PersonId Issuer,
    string Fact,
    ReadingPurpose Purpose,
    ValueList<Observation> Sides,
    DateTimeOffset Since);
