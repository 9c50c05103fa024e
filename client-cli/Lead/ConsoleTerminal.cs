using System.Text;

namespace DirectedExecution.Cli.Lead;

/// <summary>The terminal of this process, by the control sequences that all of today's terminals know.</summary>
internal sealed class ConsoleTerminal(bool color) : ITerminal
{
    private const string Escape = "\u001b[";

    public int Width => Console.WindowWidth;

    public int Height => Console.WindowHeight;

    public void EnterScreen() => Console.Out.Write($"{Escape}?1049h{Escape}2J");

    public void LeaveScreen() => Console.Out.Write($"{Escape}?1049l");

    public void Draw(IReadOnlyList<ScreenLine> lines)
    {
        // One write, each line cleared to its end: nothing flickers and nothing of the last screen is left.
        var frame = new StringBuilder($"{Escape}?25l{Escape}H");
        for (var row = 0; row < lines.Count; row++)
        {
            var (text, tone) = lines[row];
            _ = frame.Append(Code(tone)).Append(text).Append(Escape).Append("0m").Append(Escape).Append('K');
            _ = row < lines.Count - 1 ? frame.Append("\r\n") : frame.Append(Escape).Append('J');
        }

        var last = lines.Count == 0 ? 0 : TextWidth.Of(lines[^1].Text);
        _ = frame.Append(Escape).Append(lines.Count).Append(';').Append(last + 1).Append('H');
        Console.Out.Write(frame.Append($"{Escape}?25h").ToString());
        Console.Out.Flush();
    }

    public ConsoleKeyInfo? Key() => Console.KeyAvailable ? Console.ReadKey(intercept: true) : null;

    private string Code(Tone tone) => tone switch
    {
        Tone.Strong => $"{Escape}1m",
        Tone.Alarm => color ? $"{Escape}1;31m" : $"{Escape}7m",
        Tone.Faint => color ? $"{Escape}2m" : string.Empty,
        _ => string.Empty,
    };
}
