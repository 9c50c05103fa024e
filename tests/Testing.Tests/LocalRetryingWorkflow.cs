using Temporalio.Workflows;

namespace Testing.Tests;

/// <summary>One local activity, tried again after pauses that are timers of the workflow.</summary>
[Workflow]
public sealed class LocalRetryingWorkflow
{
    [WorkflowRun]
    public Task<int> RunAsync() => Workflow.ExecuteLocalActivityAsync(
        (StubbornActivities activities) => activities.Try(),
        new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(1),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromDays(1), BackoffCoefficient = 2 },
        });
}
