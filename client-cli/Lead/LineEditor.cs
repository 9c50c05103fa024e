using System.Text;

namespace DirectedExecution.Cli.Lead;

/// <summary>What is being typed. There is no completion and no history: nothing is put into a lead's mouth.</summary>
internal sealed record LineEditor(string Text = "")
{
    /// <summary>The longest line, in characters.</summary>
    private const int Longest = 4_000;

    /// <summary>The line after a key, and whether the key entered it.</summary>
    public (LineEditor Next, bool IsEntered) After(ConsoleKeyInfo key) => key switch
    {
        { Key: ConsoleKey.Enter } => (this, true),
        { Key: ConsoleKey.Backspace } => (new(WithoutLast()), false),
        { Key: ConsoleKey.Escape } => (new(), false),
        { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control } => (new(), false),
        { KeyChar: var typed } when !char.IsControl(typed) && Text.Length < Longest => (new(Text + typed), false),
        _ => (this, false),
    };

    private string WithoutLast()
    {
        if (Text.Length == 0)
        {
            return Text;
        }

        var last = Rune.DecodeLastFromUtf16(Text, out _, out var length) == System.Buffers.OperationStatus.Done
            ? length
            : 1;
        return Text[..^last];
    }
}
