using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary>The attempt that is meant: the one that is named, or the only one that is open.</summary>
internal static class OpenAttempt
{
    public static async Task<AttemptId> OfAsync(RunView run, string? named)
    {
        var open = (await run.StateAsync()).Attempts().Where(one => AttemptStages.IsOpen(one.Stage))
            .Select(one => one.Id.Value);
        return new AttemptId(TheOne.Of("open attempt", "--attempt", named, [.. open]));
    }
}
