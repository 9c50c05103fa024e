using DirectedExecution.Domain.Runs;
using Temporalio.Workflows;

namespace DirectedExecution.Workflows.Execution;

/// <summary>One timer for the next deadline of the run.</summary>
internal sealed class DeadlineClock(Queue<RunInput> inbox)
{
    private DateTimeOffset? armedFor;
    private Action? disarm;

    public void Arm(DateTimeOffset? deadline, DateTimeOffset now)
    {
        if (deadline == armedFor)
        {
            return;
        }

        disarm?.Invoke();
        disarm = null;
        armedFor = deadline;
        if (deadline is { } moment)
        {
            var canceled = new CancellationTokenSource();
            disarm = canceled.Cancel;
            _ = RingAsync(moment, moment > now ? moment - now : TimeSpan.Zero, canceled.Token);
        }
    }

    private async Task RingAsync(DateTimeOffset moment, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Workflow.DelayWithOptionsAsync(new DelayOptions(
                wait, $"A gate expires at {moment:yyyy-MM-dd HH:mm:ss} UTC", cancellationToken));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (armedFor == moment)
        {
            armedFor = null;
            inbox.Enqueue(new RunInput.DeadlinePassed());
        }
    }
}
