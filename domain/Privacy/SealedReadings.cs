using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Privacy;

/// <summary>
/// The judgement of a sensitive read: made where it was read, and taken over by the run.
/// </summary>
public static class SealedReadings
{
    /// <param name="expectation">What must hold.</param>
    /// <param name="document">What was read.</param>
    /// <param name="annex">Where it was put.</param>
    /// <param name="digest">The annex's digest of a value.</param>
    public static SealedReading Judge(
        Expectation expectation, JsonData document, AnnexEntry annex, Func<JsonData, Digest> digest)
    {
        var judgement = ExpectationJudge.Judge(expectation, document.Element);
        return new(annex, judgement.Verdict, judgement.Value is { } value ? digest(value) : null);
    }

    internal static Judgement Judgement(SealedReading reading) => new(
        reading.Verdict,
        reading.Value is { } value ? JsonData.Of($"sealed {value}") : null,
        reading.Verdict switch
        {
            ObservationVerdict.Met => "it is as expected; what was read is in the annex",
            ObservationVerdict.NotMet => "it is not as expected; what was read is in the annex",
            _ => "it cannot be compared; what was read is in the annex",
        });
}
