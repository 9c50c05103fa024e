using Temporalio.Client;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay.Golden;

/// <summary>A recorded feature.</summary>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Arguments">The arguments of a run, by its id.</param>
/// <param name="FirstPart">What the first part waits for from outside.</param>
internal sealed record GoldenFeature(
    Type Workflow, Func<string, object[]>? Arguments = null, Func<WorkflowHandle, Task>? FirstPart = null)
{
    /// <summary>Gets the timeout of workflow tasks, or null for the server's.</summary>
    public TimeSpan? TaskTimeout { get; init; }

    /// <summary>Gets all features.</summary>
    public static IReadOnlyList<GoldenFeature> All { get; } =
    [
        new(typeof(GoldenWorkflows.Timers)),
        new(typeof(GoldenWorkflows.Activities)),
        new(typeof(GoldenWorkflows.ActivityCancels)),
        new(typeof(GoldenWorkflows.Children)),
        new(typeof(GoldenWorkflows.External), id => [id + "-companion"], StartCompanionAsync),
        new(typeof(GoldenWorkflows.Patches)),
        new(typeof(GoldenWorkflows.Chain), _ => [0]),
        new(typeof(GoldenWorkflows.Signals), null, SayAsync),
        new(typeof(GoldenWorkflows.Updates), null, UpdateAsync),
        new(typeof(GoldenWorkflows.Conditions)),
        new(typeof(GoldenWorkflows.Attributes)),
        new(typeof(GoldenWorkflows.Coordination)),
        new(typeof(GoldenWorkflows.Chance)),
        new(typeof(GoldenWorkflows.Locals)),
        new(typeof(GoldenWorkflows.LocalEnds)),
        new(typeof(GoldenWorkflows.LocalBackoffs)),
        new(typeof(GoldenWorkflows.LocalBeats), null, SayAndAskAsync) { TaskTimeout = TimeSpan.FromSeconds(1) },
    ];

    /// <summary>Gets the name, as files have it.</summary>
    public string Name => Workflow.Name;

    /// <summary>Gets the workflow type.</summary>
    public string Type => WorkflowDefinition.Create(Workflow).Name!;

    private static async Task StartCompanionAsync(WorkflowHandle handle) => await handle.Client.StartWorkflowAsync(
        (GoldenWorkflows.Companion companion) => companion.RunAsync(),
        new(handle.Id + "-companion", GoldenRecorder.Queue));

    private static async Task SayAsync(WorkflowHandle handle)
    {
        await handle.SignalAsync("say", ["one"]);
        await handle.SignalAsync("say", ["two"]);
        await handle.SignalAsync("count", [3]);
    }

    private static async Task UpdateAsync(WorkflowHandle handle)
    {
        await handle.ExecuteUpdateAsync<int>("add", [1], new("update-add"));
        await Assert.ThrowsAsync<Temporalio.Exceptions.WorkflowUpdateFailedException>(
            () => handle.ExecuteUpdateAsync<int>("add", [-1], new("update-wrong")));
        await handle.StartUpdateAsync<string>(
            "hold", [], new("update-hold", WorkflowUpdateStage.Accepted));
    }

    // The task that waits for the local activity is open: both are seen by a later one.
    private static async Task SayAndAskAsync(WorkflowHandle handle)
    {
        await handle.SignalAsync("say", ["one"]);
        await handle.ExecuteUpdateAsync<string>("ask", ["two"], new("update-ask"));
    }
}
