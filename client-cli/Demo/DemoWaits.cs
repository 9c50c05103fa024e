using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Demo;

/// <summary>Waits for what a line of the script waits for; ends at once when that can no longer come.</summary>
internal sealed class DemoWaits(IScriptSite site, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <returns>What was seen, in words.</returns>
    public async Task<string> ForAsync(string wait, RunView run, StepId step, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow() + Limit;
        while (true)
        {
            if (await TryRenewAsync(run) is not { } state)
            {
                Bound(end, wait, step, "nobody answers for the run");
                continue;
            }

            if (await SeenAsync(wait, state, step, cancellationToken) is { } seen)
            {
                return seen;
            }

            if (Impossible(wait, state, step) is { } why)
            {
                throw Failed($"waiting for \"{wait}\" at step {step}: {why}");
            }

            Bound(end, wait, step, $"the run waits for: {WaitingSentence.Of(state)}");
            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private void Bound(DateTimeOffset end, string wait, StepId step, string why)
    {
        if (clock.GetUtcNow() > end)
        {
            throw Failed($"\"{wait}\" did not come within {Limit.TotalSeconds:0} s at step {step}; {why}");
        }
    }

    // Right after a worker was killed nobody answers for a while; that is what the limit is for.
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

    private async Task<string?> SeenAsync(
        string wait, RunState state, StepId step, CancellationToken cancellationToken) => wait switch
    {
        "verified" => StepStatuses.Of(state, step) == StepStatus.Completed ? "verified" : null,
        "gate" =>
            state.Gates.FirstOrDefault(gate => gate.Approval is null) is { } gate ? $"gate {gate.Id} waits" : null,
        "blocked" => state.Blocks is [var block, ..] ? $"blocked: {block.Sentence}" : null,
        "contradiction" => state.Contradictions is [var one, ..] ? $"contradicted about {one.Fact}" : null,
        "unknown" => StepStatuses.Of(state, step) == StepStatus.Unknown ? "not known whether it was done" : null,
        "failed" => StepStatuses.Of(state, step) == StepStatus.Failed ? "failed, nothing was done" : null,
        "ended" => state.HasEnded ? "ended" : null,
        "dispatched" => await InTheMiddleAsync(state, step, cancellationToken),
        _ => throw new NotSupportedException($"There is no wait named {wait}."),
    };

    // Dispatched is what the run says; in the middle is what the target says.
    private async Task<string?> InTheMiddleAsync(RunState state, StepId step, CancellationToken cancellationToken)
    {
        if (state.FindStep(step)?.Forward is not { Stage: AttemptStage.Dispatching } attempt)
        {
            return null;
        }

        var begun = await site.EffectsOfAsync(attempt.IdempotencyKey, cancellationToken);
        return begun == 0 ? null : $"under way: the service counts {begun} effects so far";
    }

    private static string? Impossible(string wait, RunState state, StepId step)
    {
        if (state.HasEnded)
        {
            return "the run has ended";
        }

        var status = StepStatuses.Of(state, step);
        return wait switch
        {
            "verified" or "dispatched" when status is StepStatus.Failed or StepStatus.Unknown or StepStatus.Blocked
                or StepStatus.Contradicted =>
                WaitingSentence.Of(state),
            "dispatched" when status is StepStatus.Completed => "the step was over too soon",
            "gate" when status is StepStatus.Failed or StepStatus.Blocked or StepStatus.Contradicted
                or StepStatus.Completed =>
                WaitingSentence.Of(state),
            "contradiction" or "blocked" or "unknown" or "failed" when status is StepStatus.Completed =>
                "the step was verified without it",
            _ => null,
        };
    }

    private static CliException Failed(string sentence) => new(ExitCode.DemoFailed, "demoFailed", sentence);
}
