using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Risk;

/// <summary>From an action's factors to its tier. Nothing is guessed: they are declared, read or counted.</summary>
internal static class RiskRules
{
    /// <summary>What can only be taken back within this time counts as irreversible.</summary>
    public static readonly TimeSpan ShortestWayBack = TimeSpan.FromMinutes(5);

    /// <summary>The standard rules; a policy's rule for the same factor takes their place.</summary>
    public static ValueList<RiskRule> Standard { get; } =
    [
        new(RiskFactor.Irreversible, RiskTier.Approve),
        new(RiskFactor.Production, RiskTier.Approve),
        new(RiskFactor.ExternalEffect, RiskTier.Approve),
        new(RiskFactor.Credentials, RiskTier.Approve),
        new(RiskFactor.Deletion, RiskTier.Approve),
        new(RiskFactor.Cost, RiskTier.Approve),
        new(RiskFactor.FirstOfItsKind, RiskTier.Approve),
        new(RiskFactor.BlastRadius, RiskTier.Review),
        new(RiskFactor.Sensitivity, RiskTier.Review),
    ];

    public static RiskScore Score(RunState state, RiskPolicy policy, Attempt attempt, ActionPlan plan)
    {
        var precedents = attempt.Survey is { Error: null } survey ? survey.Precedents : (int?)null;
        var factors = plan.Step.RiskFactors ?? new RiskFactors();
        var reasons = Found(state, policy, plan, factors, precedents)
            .Select(found => new RiskReason(found.Factor, TierOf(policy, found.Factor), found.Sentence))
            .ToValueList();
        var least = factors.ReadOnly == true ? RiskTier.Auto : RiskTier.Notify;
        return new RiskScore(
            reasons.Select(reason => reason.Tier).Append(least).Max(),
            reasons,
            state.PolicyDigest!.Value,
            attempt.ActionDigest,
            precedents);
    }

    public static RiskTier TierOf(RiskPolicy policy, RiskFactor factor) =>
        (policy.Rules.FirstOrDefault(rule => rule.Factor == factor) ?? Standard.First(rule => rule.Factor == factor))
            .Tier;

    // What was not said is not harmless: it counts as the worst.
    private static IEnumerable<(RiskFactor Factor, string Sentence)> Found(
        RunState state, RiskPolicy policy, ActionPlan plan, RiskFactors factors, int? precedents)
    {
        var always = Declared(policy, factors);
        return factors.ReadOnly == true
            ? always
            : always.Concat(Irreversible(plan, factors)).Concat(Changing(state, policy, plan, factors, precedents));
    }

    private static IEnumerable<(RiskFactor Factor, string Sentence)> Irreversible(ActionPlan plan, RiskFactors factors)
    {
        var sentence = plan switch
        {
            { Kind: AttemptKind.Reversal } => null,
            { Step.Reversal: null } => $"It cannot be taken back: {plan.Step.Irreversible}",
            { Step.Reversal.Within: { } window } when window <= ShortestWayBack =>
                Line($"It can be taken back for {window.TotalMinutes:0.#} minutes only."),
            _ when factors.Reversibility != Reversibility.Reversible =>
                $"That it can be taken back without loss is not said ({Word(factors.Reversibility)}).",
            _ when factors.ReversibleIn is null => "How long taking it back needs is not said.",
            _ when factors.ReversibleIn > ShortestWayBack =>
                Line($"Taking it back needs {factors.ReversibleIn.Value.TotalMinutes:0.#} minutes."),
            _ => null,
        };
        if (sentence is not null)
        {
            yield return (RiskFactor.Irreversible, sentence);
        }
    }

    private static IEnumerable<(RiskFactor Factor, string Sentence)> Changing(
        RunState state, RiskPolicy policy, ActionPlan plan, RiskFactors factors, int? precedents)
    {
        var environments = (factors.Environment is { } said
                ? [said]
                : plan.Step.Targets.Select(id => state.Charter.FindTarget(id)!.Environment))
            .Where(policy.ProtectedEnvironments.Contains)
            .Distinct()
            .ToList();
        if (environments.Count > 0)
        {
            yield return (RiskFactor.Production, $"It acts on {string.Join(", ", environments)}.");
        }

        if (factors.Deletes is not false)
        {
            yield return (
                RiskFactor.Deletion,
                factors.Deletes is null ? "That it deletes nothing is not said." : "It deletes.");
        }

        if (precedents is null or 0)
        {
            yield return (
                RiskFactor.FirstOfItsKind,
                precedents is null
                    ? "Whether this kind of step was ever carried out cannot be found out."
                    : "This kind of step was never carried out and verified in a live run before.");
        }
    }

    private static IEnumerable<(RiskFactor Factor, string Sentence)> Declared(RiskPolicy policy, RiskFactors factors)
    {
        if (factors.ExternalParties is not { Count: 0 })
        {
            yield return (
                RiskFactor.ExternalEffect,
                factors.ExternalParties is { } parties
                    ? $"{string.Join(", ", parties)} notice it."
                    : "That nobody outside notices it is not said.");
        }

        if (factors.Cost is not { } cost)
        {
            yield return (RiskFactor.Cost, "What it costs is not said.");
        }
        else if (cost.Currency != policy.CostLimit.Currency || cost.Amount > policy.CostLimit.Amount)
        {
            yield return (
                RiskFactor.Cost,
                Line($"It costs {cost.Amount} {cost.Currency}; the limit is {policy.CostLimit.Amount} ")
                + $"{policy.CostLimit.Currency}.");
        }

        if (factors.BlastRadius is null or >= BlastRadius.Service)
        {
            yield return (
                RiskFactor.BlastRadius, $"What it hits when it goes wrong: {Word(factors.BlastRadius)}.");
        }

        switch (factors.Sensitivity)
        {
            case Sensitivity.Credentials:
                yield return (RiskFactor.Credentials, "It touches credentials.");
                break;
            case null or Sensitivity.Confidential or Sensitivity.Personal:
                yield return (
                    RiskFactor.Sensitivity, $"How sensitive what it touches is: {Word(factors.Sensitivity)}.");
                break;
            default:
                break;
        }
    }

    private static string Word<T>(T? value)
        where T : struct, Enum => value?.ToString() ?? "not said";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
