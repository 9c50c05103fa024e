using DirectedExecution.Cli.Lead;

namespace Cli.Tests.Support;

/// <summary>A terminal with fingers: the keys of these lines come one by one; every frame is kept.</summary>
internal sealed class FakeTerminal(params string[] lines) : ITerminal
{
    private readonly Queue<ConsoleKeyInfo> keys = new(lines.SelectMany(line => line.Select(Typed).Append(Enter)));

    public int Width { get; init; } = 120;

    public int Height { get; init; } = 40;

    /// <summary>Each frame as text.</summary>
    public List<string> Frames { get; } = [];

    /// <summary>Whether the screen is in front; it must be left whenever a command asks or answers.</summary>
    public bool IsInFront { get; private set; }

    private static ConsoleKeyInfo Enter => new('\r', ConsoleKey.Enter, shift: false, alt: false, control: false);

    public void EnterScreen() => IsInFront = true;

    public void LeaveScreen() => IsInFront = false;

    public void Draw(IReadOnlyList<ScreenLine> lines)
    {
        Assert.True(IsInFront);
        Assert.True(lines.Count <= Height);
        Assert.All(lines, line => Assert.True(TextWidth.Of(line.Text) <= Width, line.Text));
        Frames.Add(string.Join('\n', lines.Select(line => line.Text)));
    }

    public ConsoleKeyInfo? Key() => keys.TryDequeue(out var key) ? key : null;

    private static ConsoleKeyInfo Typed(char letter) => new(letter, ConsoleKey.None, false, false, false);
}
