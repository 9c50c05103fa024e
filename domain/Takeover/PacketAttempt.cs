using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Takeover;

/// <summary>An attempt that is not closed: in flight, in doubt, or done in part.</summary>
public sealed record PacketAttempt(
    AttemptId Id,
    StepId Step,
    AttemptKind Kind,
    AttemptStage Stage,
    PersonId Issuer,
    string IdempotencyKey,
    string Sentence);
