using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace Sdk.Tests.Worker.Real;

/// <summary>Carries out one local activity after another, as it is told, until it is closed.</summary>
[Workflow]
public class LocalDesk
{
    private readonly Queue<(string Activity, int Number)> inbox = new();
    private readonly List<string> said = [];
    private bool closed;

    [WorkflowRun]
    public async Task<string> RunAsync(string first, int number)
    {
        await CarryOutAsync(first, number);
        while (!closed || inbox.Count > 0)
        {
            await Workflow.WaitConditionAsync(() => closed || inbox.Count > 0);
            while (inbox.TryDequeue(out var next))
            {
                await CarryOutAsync(next.Activity, next.Number);
            }
        }

        return string.Join(' ', said);
    }

    [WorkflowSignal]
    public async Task DoAsync(string activity, int number)
    {
        inbox.Enqueue((activity, number));
        await Task.CompletedTask;
    }

    [WorkflowSignal]
    public async Task CloseAsync()
    {
        closed = true;
        await Task.CompletedTask;
    }

    private async Task CarryOutAsync(string activity, int number)
    {
        try
        {
            said.Add(await Workflow.ExecuteLocalActivityAsync<string>(
                activity, [number], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 2 } }));
        }
        catch (ApplicationFailureException e)
        {
            said.Add(e.Message);
        }
    }
}
