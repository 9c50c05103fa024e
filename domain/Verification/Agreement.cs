using DirectedExecution.Domain.Primitives;
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

    /// <summary>The facts about which readable sources disagree, each with its sides.</summary>
    public static IEnumerable<ValueList<Observation>> Disagreements(ValueList<Observation> observations) => observations
        .Where(one => one.Verdict != ObservationVerdict.Unreadable)
        .GroupBy(one => one.Fact, StringComparer.Ordinal)
        .Select(group => group.ToValueList())
        .Where(sides => sides.Skip(1).Any(side => !Agree(sides[0], side)));

    // Values are compared when both sides are bound by value; moving values agree when both meet the expectation or
    // neither does.
    private static bool Agree(Observation left, Observation right) =>
        left.Binding == ReadBinding.Value && right.Binding == ReadBinding.Value
            ? left.Verdict == right.Verdict && Equals(left.Value, right.Value)
            : left.Verdict == right.Verdict;
}
