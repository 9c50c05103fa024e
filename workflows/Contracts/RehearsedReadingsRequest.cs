using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>The reads of one phase of a rehearsal, with the answer to each, in their order. Stored shape.</summary>
public sealed record RehearsedReadingsRequest(
    RunId Run, AttemptId Attempt, int Phase, ValueList<VerificationRead> Reads, ValueList<RehearsedReading> Answers);
