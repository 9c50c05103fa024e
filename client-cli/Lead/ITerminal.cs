namespace DirectedExecution.Cli.Lead;

/// <summary>A terminal that shows one screen and reads single keys.</summary>
internal interface ITerminal
{
    int Width { get; }

    int Height { get; }

    /// <summary>Puts a screen of its own in front; what was printed before stays behind it.</summary>
    void EnterScreen();

    /// <summary>Back to what was printed before.</summary>
    void LeaveScreen();

    /// <summary>Shows these lines from the top, with the cursor at the end of the last one.</summary>
    void Draw(IReadOnlyList<ScreenLine> lines);

    /// <summary>A key that was pressed, if any; never waits.</summary>
    ConsoleKeyInfo? Key();
}
