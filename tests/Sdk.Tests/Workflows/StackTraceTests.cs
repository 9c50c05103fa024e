using Temporalio.Api.Enums.V1;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>What the built-in stack trace query shows of children.</summary>
public sealed class StackTraceTests
{
    [Fact]
    public async Task Child_UntilItEnds_IsShownOnce_WhereItWasStarted()
    {
        var rig = new WorkflowRig(typeof(Parent), stackTrace: WorkflowStackTrace.WithoutFileInfo);
        await rig.TaskAsync();
        await ShowsTheChildFirstAsync(rig);

        await rig.TaskAsync(h => h.Child("child", EventType.ChildWorkflowExecutionStarted));
        await ShowsTheChildFirstAsync(rig);

        await rig.TaskAsync(h => h.Child("child", EventType.ChildWorkflowExecutionCompleted));
        Assert.StartsWith(
            "Task waiting at:\n   at Temporalio.Workflows.Workflow.WaitConditionAsync",
            Assert.Single(await TracesAsync(rig)),
            StringComparison.Ordinal);
    }

    private static async Task ShowsTheChildFirstAsync(WorkflowRig rig)
    {
        var traces = await TracesAsync(rig);
        Assert.Equal(2, traces.Length);
        Assert.StartsWith(
            "Task waiting at:\n   at Temporalio.Workflows.Workflow.StartChildWorkflowAsync", traces[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "Task waiting at:\n   at Temporalio.Workflows.Workflow.WaitConditionAsync", traces[1], StringComparison.Ordinal);
    }

    private static async Task<string[]> TracesAsync(WorkflowRig rig) =>
        (await rig.QueryAsync<string>("__stack_trace")).Split("\n\n");

    [Workflow]
    public sealed class Parent
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WhenAllAsync(
            Workflow.ExecuteChildWorkflowAsync("Child", [], new() { Id = "child" }),
            Workflow.WaitConditionAsync(() => false));
    }
}
