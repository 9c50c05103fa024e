using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// Whether the sources of each fact agree. A source that cannot be read disagrees with nobody; it is unreadable.
/// </summary>
internal static class Agreement
{
    /// <summary>Without the sources that a named human did not believe.</summary>
    public static ValueList<Observation> Believed(
        ValueList<Observation> observations, ValueList<AcceptedSource> accepted) =>
        observations.RemoveAll(one => accepted.Any(choice => choice.Fact == one.Fact && choice.Source != one.Source));

    /// <summary>
    /// Without the sources that were outvoted under the rule of their fact. Where no side has enough votes, or two
    /// have, everything stays, and so a contradiction or an unreadable source is seen.
    /// </summary>
    public static ValueList<Observation> Settled(
        ValueList<Observation> observations, ValueList<AgreementRule>? rules, ValueList<AcceptedSource> accepted)
    {
        var settled = observations;
        foreach (var rule in (rules ?? []).Where(one => accepted.All(choice => choice.Fact != one.Fact)))
        {
            var sides = observations.Where(one => one.Fact == rule.Fact).ToValueList();
            if (Winner(sides, rule) is { } winner)
            {
                settled = settled.RemoveAll(one => one.Fact == rule.Fact && !winner.Contains(one));
            }
        }

        return settled;
    }

    /// <summary>The facts about which readable sources disagree, each with its sides.</summary>
    public static IEnumerable<ValueList<Observation>> Disagreements(
        ValueList<Observation> observations, ValueList<AgreementRule>? rules = null) => observations
        .Where(one => one.Verdict != ObservationVerdict.Unreadable)
        .GroupBy(one => one.Fact, StringComparer.Ordinal)
        .Select(group => group.ToValueList())
        .Where(sides => !AgreeAll(sides, Tolerance(rules, sides[0].Fact)));

    /// <summary>
    /// The one largest group that agrees and has the votes that the rule asks for; null when there is none.
    /// </summary>
    private static ValueList<Observation>? Winner(ValueList<Observation> sides, AgreementRule rule)
    {
        var needed = rule.Rule switch
        {
            AgreementKind.Majority => (sides.Count / 2) + 1,
            AgreementKind.AtLeast => rule.Count ?? sides.Count,
            _ => int.MaxValue,
        };
        var groups = sides.Where(one => one.Verdict != ObservationVerdict.Unreadable)
            .Select(first => sides.Where(other => BeginsWith(first, other, rule.Tolerance)).ToValueList())
            .Where(group => group.Count >= needed)
            .Distinct()
            .OrderByDescending(group => group.Count)
            .ToList();

        // Groups that overlap are windows over the same numbers; two that do not are two sides.
        return groups is [var largest, .. var others] && others.All(group => group.Any(largest.Contains))
            ? largest
            : null;
    }

    // A group is what lies between a value and that value plus the tolerance, so that no two in it are further apart.
    private static bool BeginsWith(Observation first, Observation other, decimal? tolerance) =>
        Numbers(first, other, tolerance) is var (low, high)
            ? high >= low && high - low <= tolerance
            : other.Verdict != ObservationVerdict.Unreadable && Same(first, other);

    private static bool AgreeAll(ValueList<Observation> sides, decimal? tolerance) => tolerance is null
        ? sides.Skip(1).All(side => Same(sides[0], side))
        : sides.All(left => sides.All(right => Numbers(left, right, tolerance) is var (one, two)
            ? Math.Abs(one - two) <= tolerance
            : Same(left, right)));

    // Values are compared when both sides are bound by value; moving values agree when both meet the expectation or
    // neither does.
    private static bool Same(Observation left, Observation right) =>
        left.Binding == ReadBinding.Value && right.Binding == ReadBinding.Value
            ? left.Verdict == right.Verdict && Equals(left.Value, right.Value)
            : left.Verdict == right.Verdict;

    private static (decimal One, decimal Two)? Numbers(Observation left, Observation right, decimal? tolerance) =>
        tolerance is not null && Number(left) is { } one && Number(right) is { } two ? (one, two) : null;

    private static decimal? Number(Observation side) =>
        side.Binding == ReadBinding.Value && side.Verdict != ObservationVerdict.Unreadable
        && side.Value is { Element.ValueKind: JsonValueKind.Number } value
        && value.Element.TryGetDecimal(out var number)
            ? number
            : null;

    private static decimal? Tolerance(ValueList<AgreementRule>? rules, string fact) =>
        rules?.FirstOrDefault(rule => rule.Fact == fact)?.Tolerance;
}
