using System.Globalization;
using System.Text;
using DirectedExecution.Cli.Rendering;
using Spectre.Console.Rendering;

namespace DirectedExecution.Cli.Lead;

/// <summary>
/// Text measured and cut in columns. What comes from tools and people may hold control characters; none of them
/// reaches the terminal.
/// </summary>
internal static class TextWidth
{
    public static int Of(string text) => new Segment(text).CellCount();

    /// <summary>The text on one line of at most so many columns; what is cut ends in three dots.</summary>
    public static string Fit(string text, int columns, bool unicode)
    {
        var clean = Clean(text, unicode);
        if (Of(clean) <= columns)
        {
            return clean;
        }

        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in clean.EnumerateRunes())
        {
            used += Of(rune.ToString());
            if (used > columns - 3)
            {
                break;
            }

            _ = cut.Append(rune);
        }

        return cut.Append("...").ToString();
    }

    /// <summary>The text broken at spaces into lines of at most so many columns, at most so many of them.</summary>
    public static IReadOnlyList<string> Wrap(string text, int columns, int most, bool unicode)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in Clean(text, unicode).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer) > columns)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        if (lines.Count > most)
        {
            lines[most - 1] += " " + string.Join(' ', lines.Skip(most));
        }

        return [.. lines.Take(most).Select(one => Fit(one, columns, unicode))];
    }

    private static string Clean(string text, bool unicode)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    => clean.Append(rune.Value is '\n' or '\r' or '\t' ? " " : $"\\u{{{rune.Value:x}}}"),
                UnicodeCategory.Format or UnicodeCategory.Surrogate => clean.Append($"\\u{{{rune.Value:x}}}"),
                _ => clean.Append(rune.ToString()),
            };
        }

        var found = clean.ToString();
        return unicode ? found : AsciiText.Of(found);
    }
}
