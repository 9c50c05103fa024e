using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// How a seeded gate was decided, by whom, after which time, and whether that was right. Stored shape.
/// </summary>
public sealed record SeededMark(
    GateId Gate,
    StepId Step,
    RightVerdict Right,
    GivenVerdict Given,
    bool IsRight,
    string Because,
    TimeSpan OpenFor,
    PersonId? By = null);
