using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Chains;

public sealed class ContinueAsNewTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task ContinueAsNew_LinksTheRuns(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.Memo = new() { Fields = { ["note"] = Conversation.Json("1") } });
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        var closed = (await c.HistoryAsync())[^1].WorkflowExecutionContinuedAsNewEventAttributes;
        var task = await c.PollAsync();
        Assert.Equal(closed.NewExecutionRunId, task.WorkflowExecution.RunId);
        Assert.Equal(WorkflowExecutionStatus.ContinuedAsNew, await c.StatusAsync());
        var started = task.History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(c.RunId, started.ContinuedExecutionRunId);
        Assert.Equal(c.RunId, started.FirstExecutionRunId);
        Assert.Equal("2", started.Input.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(ContinueAsNewInitiator.Workflow, started.Initiator);
    }

    [SkippableTheory, BothServers]
    public async Task WorkflowRetry_StartsAnotherAttempt_UntilTheTypeStops(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.RetryPolicy = new() { InitialInterval = Do.Span(1), MaximumAttempts = 3 });
        await c.CompleteAsync(await c.PollAsync(), Do.Fail());
        Assert.Equal(WorkflowExecutionStatus.Failed, await c.StatusAsync());
        var second = await c.PollAsync();
        var started = second.History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(2, started.Attempt);
        Assert.Equal("on purpose", started.ContinuedFailure.Message);
        await c.CompleteAsync(second, Do.Fail(nonRetryable: true));
        var last = (await c.HistoryAsync(second.WorkflowExecution))[^1].WorkflowExecutionFailedEventAttributes;
        Assert.Equal(RetryState.NonRetryableFailure, last.RetryState);
        Assert.Empty(last.NewExecutionRunId);
    }
}
