using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// One significant action: what is done, what must be true before and after, how it is undone, who must agree.
/// Either <see cref="Reversal"/> or <see cref="Irreversible"/> (the reason why not) is there. Gates may stand before
/// the step begins (<see cref="Checkpoint"/>), before its action (<see cref="Gate"/>) and after it.
/// </summary>
public sealed record Step(
    StepId Id,
    string Title,
    StepClass Class,
    ValueList<TargetId> Targets,
    ValueList<ArgumentDeclaration> Arguments,
    ToolCall Action,
    ValueList<VerificationRead> Before,
    ValueList<VerificationRead> After,
    TimeSpan Freshness,
    ValueList<StepId> Requires,
    GatePolicy? Gate = null,
    RiskStatement? Risk = null,
    Reversal? Reversal = null,
    string? Irreversible = null,
    RiskFactors? RiskFactors = null,
    LaneId? Lane = null,
    StepCondition? When = null,
    ValueList<AgreementRule>? Agreement = null,
    GatePolicy? GateAfter = null,
    GatePolicy? Checkpoint = null);
