using Temporalio.Workflows;

namespace Testing.Tests;

/// <summary>Sleeps, then tells how long it was.</summary>
[Workflow]
public sealed class SleeperWorkflow
{
    [WorkflowRun]
    public async Task<TimeSpan> RunAsync(TimeSpan sleep)
    {
        var began = Workflow.UtcNow;
        await Workflow.DelayAsync(sleep);
        return Workflow.UtcNow - began;
    }
}
