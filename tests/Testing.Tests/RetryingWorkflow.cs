using Temporalio.Workflows;

namespace Testing.Tests;

/// <summary>One activity, tried again after pauses that nobody wants to wait for.</summary>
[Workflow]
public sealed class RetryingWorkflow
{
    [WorkflowRun]
    public Task<int> RunAsync() => Workflow.ExecuteActivityAsync(
        (StubbornActivities activities) => activities.Try(),
        new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(1),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromDays(1), BackoffCoefficient = 2 },
        });
}
