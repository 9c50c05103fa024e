using Temporalio.Workflows;

namespace Testing.Tests;

/// <summary>Waits for a word, at most for some time; the word may come with a pause of its own.</summary>
[Workflow]
public sealed class WaiterWorkflow
{
    private string? word;

    [WorkflowRun]
    public async Task<string> RunAsync(TimeSpan patience) =>
        await Workflow.WaitConditionAsync(() => word is not null, patience) ? word! : "gave up";

    [WorkflowSignal]
    public Task SayAsync(string said)
    {
        word = said;
        return Task.CompletedTask;
    }

    [WorkflowQuery]
    public string Word() => word ?? "none";
}
