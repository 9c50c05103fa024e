using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A copy of a server's file that was made.</summary>
internal sealed record BackupView(string Address, string File, long Bytes)
{
    public void Write(IAnsiConsole console)
    {
        console.Line($"{File}: {Bytes} bytes, a sound copy of what {Address} held");
        console.Line($"to restore it, start a server on it: directed server start --db-filename {File}");
    }
}
