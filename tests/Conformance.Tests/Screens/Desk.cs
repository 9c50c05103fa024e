using Temporalio.Activities;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace Conformance.Tests.Screens;

/// <summary>Has all that the Web UI shows: an activity that is tried again, a query, a signal, an update.</summary>
[Workflow]
public sealed class Desk
{
    private bool isOver;

    /// <summary>Gets what it was told last.</summary>
    [WorkflowQuery(Description = "What it was told last")]
    public string Last { get; private set; } = "nothing";

    [WorkflowRun]
    public async Task<string> RunAsync()
    {
        Workflow.CurrentDetails = "the desk is open";
        var work = Workflow.ExecuteActivityAsync(
            () => WorkAsync(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(10),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMinutes(5) },
                Summary = "work at the desk",
            });
        await Workflow.WaitConditionAsync(() => isOver || work.IsCompleted);
        return Last;
    }

    [WorkflowSignal(Description = "Tell it something")]
    public Task NoteAsync(string note)
    {
        Last = note;
        isOver = note == "end";
        return Task.CompletedTask;
    }

    [WorkflowUpdate(Description = "Give it another name")]
    public Task<string> RenameAsync(string name)
    {
        Last = name;
        return Task.FromResult($"renamed to {name}");
    }

    /// <summary>Fails for the time being.</summary>
    [Activity]
    public static Task WorkAsync() => throw new ApplicationFailureException("not yet done");
}
