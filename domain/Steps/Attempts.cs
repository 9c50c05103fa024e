using System.Globalization;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>Beginning and withdrawing attempts.</summary>
internal static class Attempts
{
    /// <summary>Nothing was dispatched: it can still be given up.</summary>
    public static bool CanBeWithdrawn(Attempt attempt) =>
        attempt.Stage is AttemptStage.Prechecking or AttemptStage.AwaitingGate
            or AttemptStage.Rechecking or AttemptStage.Blocked
        || (attempt.Stage == AttemptStage.Contradicted
            && attempt.Purpose is ReadingPurpose.Precheck or ReadingPurpose.Recheck);

    /// <summary>Directed, not dispatched, and not stopped by anything that somebody else has to clear.</summary>
    public static bool IsUnderWay(Attempt attempt) =>
        attempt.Stage is AttemptStage.Prechecking or AttemptStage.AwaitingGate or AttemptStage.Rechecking;

    /// <summary>
    /// Begins an attempt: resolved, checked against the boundaries, then its state is read. Null when it began.
    /// </summary>
    public static Refusal? Begin(
        RunDraft draft,
        Directive directive,
        StepState stepState,
        AttemptKind kind,
        JsonData arguments,
        Attempt? editedFrom = null,
        Func<Digest, ActionEdit>? edit = null)
    {
        var state = draft.State;
        var step = state.Procedure.FindStep(stepState.Id)!;
        var number = stepState.Attempts + 1;
        var id = new AttemptId($"{step.Id}.{number.ToString(CultureInfo.InvariantCulture)}");
        var key = Key(state.Chain, id, directive);
        if (ActionPlans.Resolve(state.Charter, step, kind, arguments, key, out var refusal) is not { } plan)
        {
            return refusal;
        }

        draft.Add(new RunFact.StepDirected(new Attempt(
            id, step.Id, kind, number, directive.Id, editedFrom?.Issuer ?? directive.Issuer, arguments, plan.Action,
            plan.ActionDigest, key, AttemptStage.Directed, draft.Now, Phase: 0, Rereads: 0, GatesOpened: 0,
            Observations: [], AcceptedSources: [],
            Edits: edit is null ? null : (editedFrom?.Edits ?? []).Add(edit(plan.ActionDigest)))));
        var crossed = ScopeRules.Crossed(draft.State, plan);
        if (crossed.IsEmpty)
        {
            draft.Request(id, ReadingPurpose.Precheck);
        }
        else
        {
            BlockAtBoundary(draft, id, crossed);
        }

        return null;
    }

    public static void BlockAtBoundary(RunDraft draft, AttemptId id, ValueList<Boundary> crossed) => draft.Block(
        id,
        BlockKind.Boundary,
        $"{id} would cross " + string.Join("; ", crossed.Select(one => $"{one.Id}: {one.Statement}")),
        crossed.Select(boundary => boundary.Id).ToValueList());

    // Derived, never random: a replay and a successor give the tool the same key.
    private static string Key(RunId chain, AttemptId id, Directive directive) =>
        Digest.Of(new KeyParts(chain, id, directive.Digest())).Value[7..39];

    private sealed record KeyParts(RunId Chain, AttemptId Attempt, Digest Directive);
}
