using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Amendments;

namespace DirectedExecution.Cli.Commands.Amendments;

/// <summary>The one amendment that is proposed.</summary>
internal static class ProposedAmendment
{
    public static async Task<Amendment> OfAsync(RunView run) => (await run.StateAsync()).Amendment
        ?? throw new CliException(
            ExitCode.NotFound, "noAmendment", $"no amendment of {run.Run} is proposed",
            $"directed run show {run.Run} says where the run stands");

    /// <summary>What it changes, as it is shown to who judges it.</summary>
    public static string Text(Amendment amendment) =>
        $"{amendment.By} proposes: {amendment.Reason}\n{string.Join('\n', amendment.Changes)}";
}
