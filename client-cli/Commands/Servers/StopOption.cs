using System.CommandLine;

namespace DirectedExecution.Cli.Commands.Servers;

/// <summary>For processes that another program starts: they end when it ends, however it ends.</summary>
internal static class StopOption
{
    public static Option<bool> Create() => new("--stop-with-input")
    {
        Description = "end when standard input ends",
        Hidden = true,
    };
}
