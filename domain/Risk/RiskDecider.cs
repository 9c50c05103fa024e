using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Risk;

/// <summary>What the run knows of other runs, and what the policy says about an action.</summary>
internal static class RiskDecider
{
    public static void Survey(RunDraft draft, RunInput.SurveyTaken taken)
    {
        if (!draft.State.Work.OfType<Work.LookAround>()
            .Any(work => work.Attempt == taken.Attempt && work.Phase == taken.Phase))
        {
            draft.Add(new RunFact.ResultIgnored(
                taken.Attempt, $"A survey of phase {taken.Phase} is not awaited.", Digest.Of(taken.Survey)));
            return;
        }

        // What other runs really did changes nothing in a world that is declared.
        var survey = draft.State.IsRehearsal ? taken.Survey with { Others = [] } : taken.Survey;
        draft.Add(new RunFact.SurveyRecorded(taken.Attempt, taken.Phase, survey));
        if (taken.Survey.Error is { } error && draft.State.Gates.Any(
            gate => gate.Attempt == taken.Attempt && gate.IsPassed))
        {
            draft.Block(
                taken.Attempt,
                BlockKind.Unreadable,
                $"Whether another run acted on the same target cannot be found out: {error}");
        }
    }

    /// <summary>Scores the action under the policy, when there is one and the score is another than before.</summary>
    public static void Score(RunDraft draft, AttemptId id, ActionPlan plan)
    {
        var attempt = draft.Attempt(id);
        if (draft.State.Policy is { } policy
            && RiskRules.Score(draft.State, policy, attempt, plan) is var score
            && score != attempt.Score)
        {
            draft.Add(new RunFact.RiskScored(id, score));
        }
    }
}
