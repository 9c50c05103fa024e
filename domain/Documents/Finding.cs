namespace DirectedExecution.Domain.Documents;

/// <summary>
/// Something wrong in a charter or procedure, at a field (<c>procedure.steps[2].gate</c>), with a way to mend it.
/// </summary>
public sealed record Finding(ProblemCode Code, string Field, string Sentence, string Fix);
