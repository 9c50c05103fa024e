namespace DirectedExecution.Cli.Lead;

/// <summary>The width of a screen, and text made to fit it.</summary>
internal sealed record Page(int Width, bool Unicode)
{
    public string Fit(string text) => TextWidth.Fit(text, Width, Unicode);

    /// <summary>The end of what is typed, when all of it does not fit.</summary>
    public string Tail(string text)
    {
        var clean = TextWidth.Fit(text, int.MaxValue, Unicode);
        while (TextWidth.Of(clean) >= Width)
        {
            clean = clean[1..];
        }

        return clean;
    }

    public IEnumerable<ScreenLine> Sentence(string label, string text, int most, Tone tone) =>
        TextWidth.Wrap(text, Width - label.Length, most, Unicode).Select((line, row) =>
            new ScreenLine((row == 0 ? label : new string(' ', label.Length)) + line, tone));
}
