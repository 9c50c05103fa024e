using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>The reads of one phase of one attempt. Stored shape.</summary>
public sealed record ReadingsRequest(RunId Run, AttemptId Attempt, int Phase, ValueList<VerificationRead> Reads);
