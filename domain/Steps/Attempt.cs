using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// One execution of one step under one directive. <see cref="DispatchedPhase"/> is the last phase before the dispatch;
/// it is kept in rehearsals only, to give their answers in turn. Stored shape.
/// </summary>
public sealed record Attempt(
    AttemptId Id,
    StepId Step,
    AttemptKind Kind,
    int Number,
    DirectiveId Directive,
    PersonId Issuer,
    JsonData Arguments,
    ToolCall Action,
    Digest ActionDigest,
    string IdempotencyKey,
    AttemptStage Stage,
    DateTimeOffset DirectedAt,
    int Phase,
    int Rereads,
    int GatesOpened,
    ValueList<Observation> Observations,
    ValueList<AcceptedSource> AcceptedSources,
    ReadingPurpose? Purpose = null,
    Digest? StateDigest = null,
    ActionOutcome? Outcome = null,
    ActionReport? Report = null,
    DateTimeOffset? DispatchedAt = null,
    DateTimeOffset? SettledAt = null,
    ValueList<ActionEdit>? Edits = null,
    ValueList<InformationRequest>? Information = null,
    ValueList<Observation>? Shown = null,
    Survey? Survey = null,
    int? SurveyPhase = null,
    RiskScore? Score = null,
    ValueList<GatePlacement>? Waived = null,
    ValueList<string>? Escalated = null,
    int? DispatchedPhase = null);
