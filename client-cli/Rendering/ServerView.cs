using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A server that has started. Programs wait for this line.</summary>
internal sealed record ServerView(string Address, string? File)
{
    public const string Ready = "server listens on ";

    public void Write(IAnsiConsole console) =>
        console.Line($"{Ready}{Address}, {(File is null ? "all in memory" : $"all in {File}")}");
}
