using System.Globalization;

namespace DirectedExecution.Cli.Lead;

/// <summary>A titled part of the screen. What does not fit is counted, never silently left out.</summary>
internal sealed record Part(
    string Title, IReadOnlyList<ScreenLine> Rows, bool ShowsEnd = false, bool IsQuiet = false)
{
    public IEnumerable<ScreenLine> Shown(int most, Page page)
    {
        if (Rows.Count <= most)
        {
            return Rows;
        }

        var shown = Math.Max(0, most - 1);
        var more = new ScreenLine(
            page.Fit(string.Create(CultureInfo.InvariantCulture, $"  ({Rows.Count - shown} more)")), Tone.Faint);
        return ShowsEnd ? Rows.Skip(Rows.Count - shown).Prepend(more) : Rows.Take(shown).Append(more);
    }
}
