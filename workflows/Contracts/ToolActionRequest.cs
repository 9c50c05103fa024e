using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>One action of one attempt; every try of it has the same key. Stored shape.</summary>
public sealed record ToolActionRequest(
    RunId Run,
    AttemptId Attempt,
    StepId Step,
    StepClass Class,
    ToolCall Call,
    string IdempotencyKey);
