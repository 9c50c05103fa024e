using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Updates;

public sealed class UpdateWithStartTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task New_StartsAndUpdatesInTheFirstTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var both = c.MultiAsync(c.MultiRequest("u"));
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        var responses = (await both).Responses;
        Assert.True(responses[0].StartWorkflow.Started);
        Assert.NotNull(responses[1].UpdateWorkflow.Outcome.Success);
        Assert.Equal(
            responses[0].StartWorkflow.RunId, responses[1].UpdateWorkflow.UpdateRef.WorkflowExecution.RunId);
        Assert.Equal(
            [
                EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
                EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionUpdateAccepted,
                EventType.WorkflowExecutionUpdateCompleted,
            ],
            (await c.HistoryAsync(c.Current)).Select(e => e.EventType));
    }

    [SkippableTheory, BothServers]
    public async Task Running_IsUpdatedOnly(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var both = c.MultiAsync(c.MultiRequest("u"));
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        var responses = (await both).Responses;
        Assert.Equal((false, c.RunId), (responses[0].StartWorkflow.Started, responses[0].StartWorkflow.RunId));
        Assert.NotNull(responses[1].UpdateWorkflow.Outcome.Success);
        var again = await c.MultiAsync(c.MultiRequest("u"));
        Assert.Equal(responses[1].UpdateWorkflow.Outcome, again.Responses[1].UpdateWorkflow.Outcome);
    }

    [SkippableTheory, BothServers]
    public async Task Running_WithThePolicyFail_AlreadyExists(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await FailsAsync(
            c, c.MultiRequest("u", s => s.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.Fail), Code.AlreadyExists, 6, 10);
    }

    [SkippableTheory, BothServers]
    public async Task Running_WithThePolicyTerminate_IsReplaced(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var both = c.MultiAsync(
            c.MultiRequest("u", s => s.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting));
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        Assert.True((await both).Responses[0].StartWorkflow.Started);
        Assert.Equal(WorkflowExecutionStatus.Terminated, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task Closed_WithThisUpdateCompleted_GivesItsOutcomeAndStartsNothing(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        await update;
        await c.TerminateAsync();
        var both = await c.MultiAsync(c.MultiRequest("u"));
        Assert.Equal((false, c.RunId), (both.Responses[0].StartWorkflow.Started, both.Responses[0].StartWorkflow.RunId));
        Assert.NotNull(both.Responses[1].UpdateWorkflow.Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task Closed_WithThePolicyRejectDuplicate_AlreadyExists(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        await FailsAsync(
            c, c.MultiRequest("u", s => s.WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate),
            Code.AlreadyExists, 6, 10);
    }

    [SkippableTheory, BothServers]
    public async Task Rejected_KeepsTheNewRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var both = c.MultiAsync(c.MultiRequest("u"));
        await c.RespondAsync(Say.Reject(c, await c.PollAsync()));
        Assert.Equal("no", (await both).Responses[1].UpdateWorkflow.Outcome.Failure.Message);
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync(c.Current));
    }

    [SkippableTheory, BothServers]
    public async Task NewRun_ThatCompletesWithoutAWordOnTheUpdate_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var both = c.MultiAsync(c.MultiRequest("u"));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        var detail = await Refused.WithAsync<MultiOperationExecutionFailure>(Code.NotFound, () => both);
        Assert.Equal([0, 5], detail.Statuses.Select(s => s.Code));
    }

    [SkippableTheory, BothServers]
    public async Task ExistingRun_ThatClosesWithoutAWordOnTheUpdate_IsStartedAnew(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var both = c.MultiAsync(c.MultiRequest("u"));
        await c.UntilTaskPendsAsync();
        await c.TerminateAsync();
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        var responses = (await both).Responses;
        Assert.True(responses[0].StartWorkflow.Started);
        Assert.NotEqual(c.RunId, responses[0].StartWorkflow.RunId);
    }

    [SkippableTheory, BothServers]
    public async Task Operations_OtherThanStartAndUpdate_AreInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = c.MultiRequest("u");
        var swapped = new ExecuteMultiOperationRequest
        {
            Namespace = Conversation.Namespace,
            Operations = { request.Operations.Reverse() },
        };
        await Refused.WithAsync(Code.InvalidArgument, () => c.MultiAsync(swapped));
        request.Operations.RemoveAt(1);
        await Refused.WithAsync(Code.InvalidArgument, () => c.MultiAsync(request));
    }

    [SkippableTheory, BothServers]
    public async Task BadStart_AbortsTheUpdate(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await FailsAsync(c, c.MultiRequest("u", s => s.CronSchedule = "* * * * *"), Code.InvalidArgument, 3, 10);
        await FailsAsync(c, c.MultiRequest("u", s => s.WorkflowStartDelay = Do.Span(5)), Code.InvalidArgument, 3, 10);
        await FailsAsync(c, c.MultiRequest("u", s => s.RequestEagerExecution = true), Code.InvalidArgument, 3, 10);
        await FailsAsync(c, c.MultiRequest("u", s => s.WorkflowType = null), Code.InvalidArgument, 3, 10);
    }

    [SkippableTheory, BothServers]
    public async Task BadUpdate_AbortsTheStart(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await FailsAsync(
            c, c.MultiRequest("u", null, u => u.WorkflowExecution.WorkflowId = "other"), Code.InvalidArgument, 10, 3);
        await FailsAsync(
            c, c.MultiRequest("u", null, u => u.WorkflowExecution.RunId = Guid.NewGuid().ToString()),
            Code.InvalidArgument, 10, 3);
        await FailsAsync(
            c, c.MultiRequest("u", null, u => u.FirstExecutionRunId = Guid.NewGuid().ToString()),
            Code.InvalidArgument, 10, 3);
        await FailsAsync(
            c, c.MultiRequest("u", null, u => u.Request.Input.Name = string.Empty), Code.InvalidArgument, 10, 3);
        await FailsAsync(
            c,
            c.MultiRequest(
                "u", null, u => u.WaitPolicy.LifecycleStage = UpdateWorkflowExecutionLifecycleStage.Admitted),
            Code.PermissionDenied, 10, 7);
        await Refused.WithAsync(Code.NotFound, () => c.DescribeAsync(c.Current));
    }

    private static async Task FailsAsync(
        Conversation c, ExecuteMultiOperationRequest request, Code code, int startCode, int updateCode)
    {
        var detail = await Refused.WithAsync<MultiOperationExecutionFailure>(code, () => c.MultiAsync(request));
        Assert.Equal([startCode, updateCode], detail.Statuses.Select(s => s.Code));
    }
}
