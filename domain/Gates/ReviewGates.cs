using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>The gate after an action: its verified effect is agreed to before the step counts as completed.</summary>
internal static class ReviewGates
{
    /// <summary>True when the step is not completed yet, because its review is open or was just denied.</summary>
    public static bool MustWait(RunDraft draft, AttemptId id)
    {
        var plan = ActionPlans.Of(draft.State, draft.Attempt(id));
        if (plan.Review is not { } policy)
        {
            return false;
        }

        Waivers.Note(draft, id, [(GatePlacement.PostAction, policy)]);
        var attempt = draft.Attempt(id);
        return !(attempt.Waived ?? []).Contains(GatePlacement.PostAction)
            && GateDecider.Passed(draft, attempt, plan, GatePlacement.PostAction, policy) is null;
    }
}
