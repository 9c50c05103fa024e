using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Verification;

/// <summary>Keeps the last readable word of each source about each fact.</summary>
internal static class VerifiedStates
{
    public static ValueList<VerifiedFact> Merge(
        ValueList<VerifiedFact> known,
        Attempt attempt,
        ValueList<Observation> observations)
    {
        var merged = known;
        foreach (var observation in observations.Where(one => one.Verdict != ObservationVerdict.Unreadable))
        {
            var fact = new VerifiedFact(
                observation.Fact,
                observation.Source,
                attempt.Step,
                attempt.Id,
                observation.Verdict,
                observation.TakenAt,
                observation.Value,
                observation.DocumentDigest,
                observation.Annex);
            bool Same(VerifiedFact other) => other.Fact == fact.Fact && other.Source == fact.Source;
            merged = merged.Any(Same) ? merged.Replace(Same, _ => fact) : merged.Add(fact);
        }

        return merged;
    }
}
