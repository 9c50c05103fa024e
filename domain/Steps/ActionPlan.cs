using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>What one attempt does and reads, with every reference resolved.</summary>
internal sealed record ActionPlan(
    Step Step,
    AttemptKind Kind,
    StepClass Class,
    ToolCall Action,
    Digest ActionDigest,
    ValueList<VerificationRead> Before,
    ValueList<VerificationRead> After,
    GatePolicy? Gate,
    GatePolicy? Review);
