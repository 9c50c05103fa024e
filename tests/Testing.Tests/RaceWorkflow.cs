using Temporalio.Workflows;

namespace Testing.Tests;

/// <summary>A timer of a day against an activity that really takes a moment: which comes first?</summary>
[Workflow]
public sealed class RaceWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync()
    {
        var timer = Workflow.DelayAsync(TimeSpan.FromDays(1));
        var work = Workflow.ExecuteActivityAsync(
            (SlowActivities activities) => activities.WorkAsync(),
            new() { StartToCloseTimeout = TimeSpan.FromMinutes(10) });
        return await Workflow.WhenAnyAsync(timer, work) == work ? "activity" : "timer";
    }
}
