using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A server that has started. Programs wait for this line.</summary>
internal sealed record ServerView(string Address, string? File, string? HttpAddress)
{
    public const string Ready = "server listens on ";

    public void Write(IAnsiConsole console)
    {
        console.Line($"{Ready}{Address}, {(File is null ? "all in memory" : $"all in {File}")}");
        if (HttpAddress is not null)
        {
            console.Line($"HTTP API at http://{HttpAddress}");
        }
    }
}
