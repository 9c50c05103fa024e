using System.Globalization;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>What was erased from the annex.</summary>
internal sealed record AnnexErasedView(string Record, int Records)
{
    public void Write(IAnsiConsole console) => console.Line(Records == 0
        ? $"{Record}: it was erased before"
        : $"{Record}: erased, {Records.ToString(CultureInfo.InvariantCulture)} records of the matter; " +
            "their digests stay in the ledger");
}
