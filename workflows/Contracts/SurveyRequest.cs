using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// Asks how often this kind of step was carried out before, and what other runs did to the same targets since a
/// moment. Stored shape.
/// </summary>
public sealed record SurveyRequest(
    RunId Chain, string Procedure, StepId Step, AttemptKind Kind, ValueList<TargetId> Targets, DateTimeOffset Since);
