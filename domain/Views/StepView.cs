using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Views;

/// <summary>A step as people see it: where it stands and what its latest attempt says.</summary>
public sealed record StepView(
    StepId Id,
    string Title,
    StepClass Class,
    StepStatus Status,
    int Attempts,
    bool IsGated,
    ValueList<StepId> Requires,
    ValueList<Observation> Observations,
    AttemptId? Attempt = null,
    AttemptKind? Kind = null,
    AttemptStage? Stage = null,
    ActionOutcome? Outcome = null,
    PersonId? DirectedBy = null,
    string? Report = null,
    string? SkippedBecause = null,
    DateTimeOffset? ReversibleUntil = null,
    LaneId? Lane = null,
    DateTimeOffset? ReversalLapsedAt = null)
{
    /// <summary>With the time, a reversal whose last moment is over is shown as such.</summary>
    public static StepView Of(RunState state, StepState step, DateTimeOffset? now = null)
    {
        var until = step.Forward?.Stage is AttemptStage.Verified or AttemptStage.Accepted
            ? ReversalWindow.Of(state, step)
            : null;
        var definition = state.Procedure.FindStep(step.Id)!;
        var attempt = step.Reversal ?? step.Forward;
        return new StepView(
            step.Id,
            definition.Title,
            definition.Class,
            StepStatuses.Of(step),
            step.Attempts,
            definition.Gate is not null,
            definition.Requires,
            attempt?.Observations ?? [],
            attempt?.Id,
            attempt?.Kind,
            attempt?.Stage,
            attempt?.Outcome,
            attempt?.Issuer,
            attempt?.Report?.Summary,
            step.Skipped is { } skipped ? $"{skipped.By}: {skipped.Reason}" : null,
            until,
            definition.Lane,
            until < now ? until : null);
    }
}
