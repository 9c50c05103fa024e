using Temporalio.Activities;
using Temporalio.Workflows;

namespace DirectedExecution.Bench;

/// <summary>The smallest workflow that does something.</summary>
[Workflow]
public sealed class OneActivity
{
    [WorkflowRun]
    public async Task<string> RunAsync(string name) => await Workflow.ExecuteActivityAsync(
        () => Greet(name), new() { StartToCloseTimeout = TimeSpan.FromSeconds(10) });

    [Activity]
    public static string Greet(string name) => $"Hello, {name}";
}
