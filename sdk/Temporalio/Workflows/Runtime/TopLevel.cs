using Temporalio.Exceptions;
using Temporalio.Replay;

namespace Temporalio.Workflows.Runtime;

/// <summary>The run method and signal handlers: what they throw ends the workflow or fails the task.</summary>
internal sealed class TopLevel(WorkflowInstance instance)
{
    private bool isEnded;

    public async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (ContinueAsNewException e)
        {
            Guarded(() => End(EndCommands.ContinueAsNew(e, instance), isFailure: false));
        }
        catch (Exception e) when (
            instance.CancellationToken.IsCancellationRequested && TemporalException.IsCanceledException(e))
        {
            Guarded(() => End(EndCommands.Cancel(), isFailure: false));
        }
        catch (Exception e) when (instance.IsWorkflowFailure(e))
        {
            Guarded(() => End(EndCommands.Fail(instance.ToFailure(e)), isFailure: true));
        }
        catch (Exception e)
        {
            instance.FailTask(e);
        }
    }

    public void End(WorkflowCommand.End end, bool isFailure)
    {
        instance.AddCommand(end);
        if (!isEnded && !isFailure && !instance.IsReplaying)
        {
            instance.RunningHandlers.WarnUnfinished(instance.Logger);
        }

        isEnded = true;
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            instance.FailTask(e);
        }
    }
}
