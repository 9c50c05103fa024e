using System.CommandLine;
using System.CommandLine.Parsing;
using DirectedExecution.Cli.Commands;
using DirectedExecution.Cli.Rendering;

namespace DirectedExecution.Cli;

/// <summary>The command tree and its invocation.</summary>
internal static class DirectedCli
{
    /// <summary>After an interrupt: time to end child processes, servers, workers.</summary>
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken = default)
    {
        var root = CommandTree.Create(host, out var global);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExitCodes)
        {
            return Misused(parsed, host, global);
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = CleanUpLimit,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static int Misused(ParseResult parsed, CliHost host, GlobalOptions global)
    {
        var asked = parsed.GetResult(global.Output)?.Tokens;
        var output = new CommandOutput(host, json: asked is [{ Value: "json" }], color: false);
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Parent is CommandResult parent; result = parent)
        {
            names.Push(result.Command.Name);
        }

        var verb = string.Join(' ', names.Prepend("directed"));
        var sentence = string.Join(' ', parsed.Errors.Select(e => e.Message.TrimEnd('.') + "."));
        output.Failure(new CliException(ExitCode.BadUsage, "badUsage", sentence, $"{verb} --help shows what it takes"));
        return (int)ExitCode.BadUsage;
    }
}
