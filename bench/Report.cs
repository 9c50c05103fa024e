using System.Globalization;

namespace DirectedExecution.Bench;

/// <summary>The table: medians over the rounds, and their ratio.</summary>
internal static class Report
{
    public static void Write(TextWriter output, IReadOnlyList<Sample> samples, BenchOptions options)
    {
        output.WriteLine($"Medians of {options.Rounds} rounds, {(options.IsDurable ? "on database files" : "in memory")}, {Environment.ProcessorCount} processors.");
        output.WriteLine();
        output.WriteLine("| figure | embedded | reference | embedded / reference |");
        output.WriteLine("|---|---|---|---|");
        foreach (var figure in samples.GroupBy(sample => (sample.Figure, sample.Unit)))
        {
            var embedded = Median(figure, BenchServer.Embedded);
            var reference = Median(figure, BenchServer.Reference);
            output.WriteLine(
                $"| {figure.Key.Figure} | {Number(embedded)} {figure.Key.Unit} | {Number(reference)} {figure.Key.Unit} " +
                $"| {(embedded / reference)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} |");
        }
    }

    private static double? Median(IEnumerable<Sample> samples, string server)
    {
        var values = samples.Where(sample => sample.Server == server).Select(sample => sample.Value).Order().ToList();
        return values.Count == 0 ? null : values[values.Count / 2];
    }

    private static string Number(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–";
}
