using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary>A run has one takeover at a time; it need not be named.</summary>
internal static class OpenTakeover
{
    public static async Task<TakeoverId> OfAsync(RunView run) =>
        (await run.StateAsync()).Takeover?.Id ?? throw new CliException(
        ExitCode.NotFound, "noTakeover", $"{run.Run}: no takeover is under way",
        "directed takeover offer or request begins one");
}
