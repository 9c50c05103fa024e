using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>One action of one attempt of a rehearsal, with what is to be reported of it. Stored shape.</summary>
public sealed record RehearsedActionRequest(
    RunId Run,
    AttemptId Attempt,
    StepId Step,
    ToolCall Call,
    RehearsedReport Answer);
