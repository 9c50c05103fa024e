using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>Builds evidence packets, and says what is missing where one would not be complete.</summary>
internal static class EvidencePackets
{
    private static readonly ValueList<string> Evidence = ["supporting evidence"];

    private static readonly ValueList<string> Verdicts = ["approve", "deny"];

    private static readonly ValueList<string> AllVerdicts =
        ["approve", "deny", "edit", "ask", "delay", "delegate"];

    private static readonly ValueList<string> ReviewVerdicts = ["approve", "deny", "ask", "delay", "delegate"];

    public static ValueList<string> Missing(RunState state, Attempt attempt, ActionPlan plan, GatePolicy policy)
    {
        var unsaid = Unsaid(state, attempt, plan, policy);
        return attempt.Observations.IsEmpty ? [.. Evidence, .. unsaid] : unsaid;
    }

    /// <summary>What no reading brings: what the documents do not say, and people who are not named.</summary>
    public static ValueList<string> Unsaid(RunState state, Attempt attempt, ActionPlan plan, GatePolicy policy)
    {
        var missing = new List<string>();
        Need(plan.Step.Risk is not null, "a risk statement");
        Need(plan.Step.Risk is null || !string.IsNullOrWhiteSpace(plan.Step.Risk.BlastRadius), "the blast radius");
        Need(plan.Step.Risk is null || !string.IsNullOrWhiteSpace(plan.Step.Risk.FailureMode), "the failure mode");
        Need(plan.Step.Risk is null or { Alternatives.Count: > 0 }, "alternatives");
        Need(plan.Step.Risk is null or { Policies.Count: > 0 }, "policy citations");
        Need(plan.Step.Reversal is not null || !string.IsNullOrWhiteSpace(plan.Step.Irreversible), "a reversal plan");
        Need(HasPlanIfItFails(attempt, plan), "what is done if it fails, as there is no way back");
        var deciders = GateAuthority.Deciders(state, policy, attempt);
        Need(!deciders.IsEmpty, "anybody who may decide");
        Need(
            deciders.IsEmpty || QuorumRules.Missing(state.Charter, policy, deciders) is null,
            "enough people who may decide");
        return missing.ToValueList();

        void Need(bool there, string what)
        {
            if (!there)
            {
                missing.Add(what);
            }
        }
    }

    public static EvidencePacket Build(
        RunDraft draft,
        Attempt attempt,
        ActionPlan plan,
        GatePolicy policy,
        DateTimeOffset? deadline,
        ValueList<string> difference,
        bool isStrict,
        GatePlacement placement)
    {
        var state = draft.State;
        var step = plan.Step;
        var risk = step.Risk!;
        var packet = new EvidencePacket(
            (state.IsRehearsal ? "REHEARSAL: " : string.Empty) + Summary(attempt, plan, difference, placement),
            step.Id,
            step.Title,
            attempt.Issuer,
            attempt.Action,
            attempt.ActionDigest,
            attempt.Arguments,
            attempt.Observations,
            attempt.StateDigest!.Value,
            risk.Policies,
            new RiskAssessment(ReversalPlan(plan), step.Reversal is not null, risk.BlastRadius, risk.FailureMode),
            risk.Alternatives,
            Timeline(state),
            new Urgency(state.Lead, GateAuthority.Deciders(state, policy, attempt), deadline),
            isStrict ? placement == GatePlacement.PostAction ? ReviewVerdicts : AllVerdicts : Verdicts,
            difference);
        if (attempt.Observations.Any(one => one.Annex is not null))
        {
            packet = packet with { AnnexReaders = state.Charter.Roles.AnnexReaders ?? [] };
        }

        return isStrict
            ? packet with
            {
                Score = attempt.Score,
                Completeness = CompletenessOf(attempt, draft.Now),
                Information = attempt.Information,
                Edit = attempt.Edits?[^1],
                VerifiedState = placement == GatePlacement.PreAction ? null : state.VerifiedState,
                Others = attempt.Survey?.Others is { IsEmpty: false } others ? others : null,
            }
            : packet;
    }

    public static ValueList<TimelineItem> Timeline(RunState state) => state.Steps.Select(one => new TimelineItem(
        one.Id, state.Procedure.FindStep(one.Id)!.Title, StepStatuses.Of(one))).ToValueList();

    public static string ReversalPlan(ActionPlan plan) => plan switch
    {
        { Kind: AttemptKind.Reversal } => "This is the reversal; the way back from it is to direct the step again.",
        { Step.Reversal: { } reversal } => reversal.Plan,
        { Step.Risk.IfItFails: { } instead } => $"None: {plan.Step.Irreversible} If it fails: {instead}",
        _ => $"None: {plan.Step.Irreversible}",
    };

    public static Completeness CompletenessOf(Attempt attempt, DateTimeOffset now) => new(
        attempt.Observations.Count,
        attempt.Observations.Count(one => one.Verdict != ObservationVerdict.Unreadable),
        attempt.Observations.Count(one => one.Verdict == ObservationVerdict.Met),
        attempt.Observations.IsEmpty ? TimeSpan.Zero : now - attempt.Observations.Min(one => one.TakenAt));

    // A high-risk gate without a plan for the case that it goes wrong is not ready.
    private static bool HasPlanIfItFails(Attempt attempt, ActionPlan plan) =>
        attempt.Score?.Tier != RiskTier.Approve
        || plan.Step.Reversal is not null
        || !string.IsNullOrWhiteSpace(plan.Step.Risk?.IfItFails);

    private static string Summary(
        Attempt attempt, ActionPlan plan, ValueList<string> difference, GatePlacement placement)
    {
        var what = plan.Kind == AttemptKind.Forward ? plan.Step.Title : $"Reverse: {plan.Step.Title}";
        var targets = string.Join(", ", plan.Step.Targets);
        if (placement == GatePlacement.PostAction)
        {
            return $"\"{what}\" was done by {plan.Action.Kind} on {targets} and verified; "
                + "does its effect stand as it is?";
        }

        var again = difference.IsEmpty ? string.Empty : " Asked again: the state changed since it was approved.";
        var edited = attempt.Edits is [.., var edit] ? $" Changed by {edit.By}: {edit.Reason}" : string.Empty;
        var review = placement == GatePlacement.Checkpoint
            ? " Before it begins, the state so far is reviewed."
            : string.Empty;
        return $"{attempt.Issuer} directs \"{what}\" by {plan.Action.Kind} on {targets}.{review}{again}{edited}";
    }
}
