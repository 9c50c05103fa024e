using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>Derives from a state what the outside world owes the run.</summary>
internal static class PendingWork
{
    public static ValueList<Work> Of(RunState state) =>
        state.Attempts().Select(attempt => For(state, attempt)).Append(RunChecks.Pending(state)).OfType<Work>()
            .ToValueList();

    public static DateTimeOffset? NextDeadline(RunState state) => state.Gates
        .Where(gate => !gate.IsPassed)
        .Min(GateClock.Next);

    private static Work? For(RunState state, Attempt attempt) => attempt.Stage switch
    {
        AttemptStage.Prechecking or AttemptStage.Rechecking =>
            Holds.ForbidActions(state, attempt.Step) 
                ? null
                : (Work?)LookAround(state, attempt) ?? Readings(state, attempt),
        AttemptStage.Verifying => Readings(state, attempt),
        AttemptStage.Dispatching => new Work.Dispatch(
            $"{attempt.Id}/dispatch",
            attempt.Id,
            attempt.Step,
            ActionPlans.Of(state, attempt).Class,
            attempt.Action,
            attempt.IdempotencyKey,
            RehearsedAnswers.ForAction(state, attempt)),
        _ => null,
    };

    private static IEnumerable<VerificationRead> Armed(RunState state) =>
        RunEdition.ArmsNoGoThroughout(state) ? NoGoReads.Of(state) : [];

    // Only under a risk policy, and once in each phase before anything is read.
    private static Work.LookAround? LookAround(RunState state, Attempt attempt) =>
        state.Policy is null || attempt.SurveyPhase == attempt.Phase
            ? null
            : new Work.LookAround(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"{attempt.Id}/look-around/{attempt.Phase}"),
                attempt.Id,
                attempt.Step,
                attempt.Phase,
                attempt.Kind,
                state.Procedure.FindStep(attempt.Step)!.Targets,
                attempt.DirectedAt);

    private static Work.TakeReadings Readings(RunState state, Attempt attempt)
    {
        var reads = ReadsFor(state, attempt);
        return new Work.TakeReadings(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attempt.Id}/readings/{attempt.Phase}"),
            attempt.Id,
            attempt.Step,
            attempt.Phase,
            attempt.Purpose!.Value,
            reads,
            RehearsedAnswers.ForReads(state, attempt, reads));
    }

    /// <summary>Which reads belong to the phase that an attempt is in.</summary>
    public static ValueList<VerificationRead> ReadsFor(RunState state, Attempt attempt)
    {
        var plan = ActionPlans.Of(state, attempt);
        return attempt.Purpose switch
        {
            ReadingPurpose.Precheck or ReadingPurpose.Recheck =>
                plan.Before.AddRange(InformationReads.Of(state, attempt)).AddRange(NoGoReads.Of(state)),
            ReadingPurpose.FailureCheck => plan.Before,
            ReadingPurpose.AfterAction =>
            [
                .. plan.After, .. InformationReads.Of(state, attempt), .. BoundaryReads.Of(state), .. Armed(state),
            ],
            ReadingPurpose.Probe => [.. plan.After, .. BoundaryReads.Of(state), .. Armed(state)],
            _ => throw new InvalidOperationException($"The attempt {attempt.Id} is in no reading phase."),
        };
    }
}
