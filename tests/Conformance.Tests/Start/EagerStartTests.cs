using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Start;

/// <summary>A client that is the worker too gets the first task with the answer to its start.</summary>
public sealed class EagerStartTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task EagerStart_GivesTheFirstTask_AndTheRunGoesOnWithIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var started = await c.StartAsync(r => r.RequestEagerExecution = true);

        var task = started.EagerWorkflowTask;
        Assert.NotNull(task);
        Assert.Equal((3, 0, 1), (task.StartedEventId, task.PreviousStartedEventId, task.Attempt));
        EventType[] events =
        [
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        ];
        Assert.Equal(events, task.History.Events.Select(e => e.EventType));
        Assert.True(task.History.Events[0].WorkflowExecutionStartedEventAttributes.EagerExecutionAccepted);
        Assert.Equal("client", task.History.Events[2].WorkflowTaskStartedEventAttributes.Identity);
        await c.HistoryIsAsync(events);
        await c.CompleteAsync(task, Do.Complete());
        await c.HistoryIsAsync(
            [.. events, EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionCompleted]);
    }

    [SkippableTheory, BothServers]
    public async Task EagerStart_SentAgain_GivesTheTaskAgainWhileItIsOpen(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(Eager);
        var again = await c.StartAsync(Eager);
        Assert.Equal(3, again.EagerWorkflowTask?.StartedEventId);
        await c.CompleteAsync(again.EagerWorkflowTask!);

        Assert.Null((await c.StartAsync(Eager)).EagerWorkflowTask);
        Assert.Equal(4, (await c.HistoryAsync()).Count);

        static void Eager(Temporalio.Api.WorkflowService.V1.StartWorkflowExecutionRequest request)
        {
            request.RequestEagerExecution = true;
            request.RequestId = "same";
        }
    }

    [SkippableTheory, BothServers]
    public async Task EagerStart_WithADelay_OrOfARunThatIsThere_GivesNoTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var delayed = await c.StartAsync(r =>
        {
            r.RequestEagerExecution = true;
            r.WorkflowStartDelay = Duration.FromTimeSpan(TimeSpan.FromMinutes(5));
        });
        Assert.Null(delayed.EagerWorkflowTask);

        var existing = await c.StartAsync(r =>
        {
            r.RequestEagerExecution = true;
            r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting;
        });
        Assert.Null(existing.EagerWorkflowTask);
        await c.HistoryIsAsync(EventType.WorkflowExecutionStarted);
    }

    [SkippableTheory, BothServers]
    public async Task EagerStart_ThatNobodyCarriesOut_ComesByAPollWhenItsTimeIsOver(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r =>
        {
            r.RequestEagerExecution = true;
            r.WorkflowTaskTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));
        });

        var task = await c.PollAsync();

        Assert.Equal(2, task.Attempt);
        Assert.Contains(task.History.Events, e => e.EventType == EventType.WorkflowTaskTimedOut);
    }
}
