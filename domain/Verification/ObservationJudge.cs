using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// Judges the readings of one phase: one observation for each read that was asked for, in that order.
/// </summary>
internal static class ObservationJudge
{
    public static ValueList<Observation> Judge(
        ValueList<VerificationRead> reads, ValueList<Reading> readings, DateTimeOffset now) =>
        reads.Select(read => Judge(read, readings.Where(reading => reading.Read == read.Id).ToValueList(), now))
            .ToValueList();

    /// <summary>What a decision is bound to: of each read the value, or only whether it was met.</summary>
    public static Digest StateDigest(ValueList<Observation> observations) =>
        Digest.Of(observations.Select(Bound).ToValueList());

    /// <summary>What differs between two readings of the same state, in words.</summary>
    public static ValueList<string> Difference(ValueList<Observation> before, ValueList<Observation> after) => after
        .Select(now => (Now: now, Then: before.FirstOrDefault(old => old.Read == now.Read)))
        .Where(pair => pair.Then is null || Bound(pair.Then) != Bound(pair.Now))
        .Select(pair => $"{pair.Now.Fact} ({pair.Now.Source}): was {Words(pair.Then)}, is {Words(pair.Now)}")
        .ToValueList();

    private static Observation Judge(VerificationRead read, ValueList<Reading> readings, DateTimeOffset now)
    {
        if (readings is not [var reading])
        {
            var sentence = readings.IsEmpty ? "the read brought no answer" : "the read brought more than one answer";
            return Make(read, now, new(ObservationVerdict.Unreadable, null, sentence), reading: null);
        }

        var saysWhatMustNotBe = NoGoReads.IsNoGo(read.Id) || BoundaryReads.IsBoundary(read.Id);
        if (reading.Sealed is { } brought)
        {
            var judged = SealedReadings.Judgement(brought);
            return Make(read, reading.TakenAt, saysWhatMustNotBe ? Inverted(judged) : judged, reading);
        }

        if (reading.Document is null)
        {
            return Make(
                read, reading.TakenAt,
                new(ObservationVerdict.Unreadable, null,
                    Excerpts.Cut(reading.Error ?? "no document", Excerpts.MaxSentence)), reading);
        }

        var judgement = ExpectationJudge.Judge(read.Expectation, reading.Document.Element);
        return Make(read, reading.TakenAt, saysWhatMustNotBe ? Inverted(judgement) : judgement, reading);
    }

    // A no-go condition and a boundary say what must not hold.
    private static Judgement Inverted(Judgement judgement) => judgement.Verdict switch
    {
        ObservationVerdict.Met => judgement with { Verdict = ObservationVerdict.NotMet },
        ObservationVerdict.NotMet => judgement with { Verdict = ObservationVerdict.Met },
        _ => judgement,
    };

    private static Observation Make(VerificationRead read, DateTimeOffset at, Judgement judgement, Reading? reading) =>
        new(
        read.Id,
        read.Fact,
        read.Source,
        at,
        judgement.Verdict,
        judgement.Sentence,
        read.Binding,
        read.Settles,
        Excerpts.Keep(judgement.Value),
        reading?.Sealed?.Annex.Digest ?? reading?.Document?.Digest(),
        reading?.ReportedBy,
        reading?.Sealed?.Annex);

    private static string Bound(Observation observation) => observation.Binding == ReadBinding.Value
        ? $"{observation.Read}={observation.Verdict}:{observation.Value?.Text ?? "nothing"}"
        : $"{observation.Read}={observation.Verdict}";

    private static string Words(Observation? observation) => observation is null
        ? "not read"
        : $"{observation.Value?.Text ?? "nothing"} ({observation.Verdict})";
}
