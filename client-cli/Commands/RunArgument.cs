using System.CommandLine;

namespace DirectedExecution.Cli.Commands;

/// <summary>The run that a command is about.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("run") { Description = "id of the run", HelpName = "RUN" };
}
