using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Privacy;

/// <summary>Which records of the annex a ledger refers to.</summary>
public static class AnnexRecords
{
    /// <summary>Each with what it is and the entry that refers to it, in the order of the ledger.</summary>
    public static IEnumerable<AnnexRecordLine> Of(IEnumerable<LedgerEntry> entries) =>
        entries.SelectMany(entry => Of(entry.Fact)
            .Select(one => new AnnexRecordLine(one.Annex, one.What, entry.Sequence)))
            .DistinctBy(line => line.Annex.Id);

    private static IEnumerable<(AnnexEntry Annex, string What)> Of(RunFact fact) => fact switch
    {
        RunFact.ReadingsRecorded recorded => Of(recorded.Observations, $"{recorded.Attempt}: "),
        RunFact.RunCheckRecorded recorded => Of(recorded.Observations, string.Empty),
        RunFact.ActionReported { Report.Annex: { } annex } reported =>
            [(annex, $"{reported.Attempt}: what the tool answered")],
        _ => [],
    };

    private static IEnumerable<(AnnexEntry Annex, string What)> Of(
        IEnumerable<Observation> observations, string where) =>
        from one in observations
        where one.Annex is not null
        select (one.Annex!, $"{where}{one.Fact} by {one.Source}");
}
