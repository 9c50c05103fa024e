using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary>Waits until a step no longer moves by itself.</summary>
internal static class StepWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<ExitCode> UntilStillAsync(
        RunView run, StepId step, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await run.RenewAsync();
            var status = StepStatuses.Of(state, step);
            if (status != StepStatus.InProgress || state.Pause is not null)
            {
                return status is StepStatus.Completed or StepStatus.AwaitingGate or StepStatus.Reversed
                    ? ExitCode.Ok
                    : ExitCode.StepNotVerified;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
