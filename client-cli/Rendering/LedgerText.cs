using System.Globalization;
using DirectedExecution.Domain.Ledger;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A ledger for an auditor: one row an entry, wrapped, never cut off.</summary>
internal static class LedgerText
{
    public static void Write(IAnsiConsole console, IEnumerable<LedgerEntry> entries)
    {
        var table = Tables.Of(console, "seq", "time (UTC)", "stage", "actor", "what", "result", "digest");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[6].NoWrap();
        foreach (var entry in entries)
        {
            var line = FactText.Of(entry.Fact);
            table.Row(
                console,
                entry.Sequence.ToString(CultureInfo.InvariantCulture),
                Times.Of(entry.At),
                Words.Of(entry.Stage),
                entry.Actor,
                line.What,
                line.Result,
                entry.Digest.Short);
        }

        console.Write(table);
    }
}
