using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Cli.Rendering;

/// <summary>Observations in words: source, fact, what was seen, verdict.</summary>
internal static class ObservationText
{
    public static string Of(IEnumerable<Observation> observations)
    {
        var all = observations.Select(One).ToArray();
        return all.Length == 0 ? "no reads" : string.Join("; ", all);
    }

    private static string One(Observation observation) =>
        $"{observation.Fact} by {observation.Source}: {What(observation)}, " +
        $"{Words.Of(observation.Verdict)}{Why(observation)}";

    private static string What(Observation observation) => observation.Annex is { } annex
        ? $"sensitive, see {annex.Id}"
        : observation.Value?.Text ?? "nothing read";

    private static string Why(Observation observation) =>
        observation.Verdict == ObservationVerdict.Met ? string.Empty : $" ({observation.Explanation})";
}
