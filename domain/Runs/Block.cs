using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>A reason why the run may not go on, open until a named human clears it. Stored shape.</summary>
public sealed record Block(
    BlockId Id,
    BlockKind Kind,
    StepId Step,
    AttemptId Attempt,
    PersonId Issuer,
    string Sentence,
    DateTimeOffset Since,
    ValueList<BoundaryId> Boundaries);
