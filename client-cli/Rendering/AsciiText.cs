using System.Text;

namespace DirectedExecution.Cli.Rendering;

/// <summary>Where the terminal knows ASCII only, other characters are shown by their number, never dropped.</summary>
internal static class AsciiText
{
    public static string Of(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var ascii = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.IsAscii ? ascii.Append((char)rune.Value) : ascii.Append(Replacement(rune));
        }

        return ascii.ToString();
    }

    private static string Replacement(Rune rune) => rune.Value switch
    {
        0x2013 or 0x2014 => "-",
        0x2018 or 0x2019 => "'",
        0x201C or 0x201D => "\"",
        0x2026 => "...",
        0x2192 => "->",
        _ => $"\\u{{{rune.Value:x}}}",
    };
}
