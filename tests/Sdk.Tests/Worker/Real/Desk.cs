using Temporalio.Activities;
using Temporalio.Workflows;

namespace Sdk.Tests.Worker.Real;

/// <summary>Waits for words, lets an activity answer each, and ends with all of them.</summary>
[Workflow]
public class Desk
{
    private readonly Queue<string> inbox = new();
    private readonly List<string> said = [];
    private bool closed;

    [WorkflowRun]
    public async Task<string> RunAsync(string name)
    {
        await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
        while (!closed || inbox.Count > 0)
        {
            await Workflow.WaitConditionAsync(() => closed || inbox.Count > 0);
            while (inbox.TryDequeue(out var word))
            {
                said.Add(await Workflow.ExecuteActivityAsync(
                    () => Answer(name, word), new() { StartToCloseTimeout = TimeSpan.FromSeconds(20) }));
            }
        }
        return string.Join(' ', said);
    }

    [WorkflowSignal]
    public async Task SayAsync(string word)
    {
        inbox.Enqueue(word);
        await Task.CompletedTask;
    }

    [WorkflowSignal]
    public async Task CloseAsync()
    {
        closed = true;
        await Task.CompletedTask;
    }

    [WorkflowQuery]
    public IReadOnlyList<string> Said() => said;

    [Activity]
    public static string Answer(string name, string word) => $"{name}:{word}";
}
