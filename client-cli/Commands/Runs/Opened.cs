using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary>Waits until a worker has opened a new run; without a worker that does not happen.</summary>
internal static class Opened
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for it, and says where it stands and what is allowed.</summary>
    public static async Task<ExitCode> ReportAsync(CommandContext context, IRunGateway gateway, RunId run)
    {
        var state = await WaitAsync(new RunView(gateway, run, context.CancellationToken), context);
        var allowed = AllowedInstructions.Of(state, context.Host.Clock.GetUtcNow());
        var view = new RunShowView(RunStatusView.Of(state), [.. allowed.Select(one => AllowedView.Of(run, one))]);
        context.Output.Data("runStarted", view, console =>
        {
            StatusText.Mode(console, view.Status);
            console.Line($"run {run} is open: {view.Status.Objective}");
            console.Line($"waits for: {view.Status.WaitsFor}");
            StatusText.Allowed(console, run, allowed);
        });
        return ExitCode.Ok;
    }

    public static async Task<RunState> WaitAsync(RunView run, CommandContext context)
    {
        var end = context.Host.Clock.GetUtcNow() + Limit;
        while (true)
        {
            if (await TryRenewAsync(run) is { Status: not RunStatus.NotOpened } state)
            {
                return state;
            }

            if (context.Host.Clock.GetUtcNow() > end)
            {
                throw new CliException(
                    ExitCode.NoAnswer,
                    "notOpened",
                    $"{run.Run}: the run was started, but no worker on task queue {context.Settings.TaskQueue} has " +
                    "opened it yet",
                    "start one with directed worker run, then directed run show");
            }

            await Task.Delay(Pause, context.Host.Clock, context.CancellationToken);
        }
    }

    private static async Task<RunState?> TryRenewAsync(RunView run)
    {
        try
        {
            return await run.RenewAsync();
        }
        catch (CliException away) when (away.IsTransient)
        {
            return null;
        }
    }
}
