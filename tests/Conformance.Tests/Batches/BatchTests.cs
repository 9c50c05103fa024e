using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Batch.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

// The runs that a request names are in a field that newer APIs call old.
#pragma warning disable CS0612

namespace Conformance.Tests.Batches;

/// <summary>One thing done to many runs. A namespace has one at a time, so the behaviours take turns.</summary>
public sealed class BatchTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task BatchOperation_ByQuery_IsDoneToEachAndCounted(ServerKind kind)
    {
        var runs = await StartAsync(kind, 3);
        var type = runs[0].WorkflowId;
        var c = runs[0];
        await Eventually.IsAsync(
            async () => (await c.Rpc.CountWorkflowExecutionsAsync(
                new() { Namespace = Conversation.Namespace, Query = $"WorkflowType = '{type}'" })).Count == 3,
            "the list");
        var done = await DoneAsync(c, request =>
        {
            request.VisibilityQuery = $"WorkflowType = '{type}'";
            request.SignalOperation = new() { Signal = "all", Input = Conversation.JsonArguments("1"), Identity = "me" };
        });
        Assert.Equal(
            (BatchOperationType.Signal, BatchOperationState.Completed, 3L, 3L, 0L),
            (done.OperationType, done.State, done.TotalOperationCount, done.CompleteOperationCount,
                done.FailureOperationCount));
        Assert.Equal(("me", "because"), (done.Identity, done.Reason));
        Assert.True(done.CloseTime.ToDateTimeOffset() >= done.StartTime.ToDateTimeOffset());
        foreach (var run in runs)
        {
            var signal = Assert.Single(await run.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionSignaled)
                .WorkflowExecutionSignaledEventAttributes;
            Assert.Equal(("all", "me"), (signal.SignalName, signal.Identity));
        }

        done = await DoneAsync(c, request =>
        {
            request.VisibilityQuery = $"WorkflowType = '{type}' AND ExecutionStatus = 'Running'";
            request.TerminationOperation = new();
        });
        Assert.Equal((BatchOperationType.Terminate, 3L), (done.OperationType, done.CompleteOperationCount));
        foreach (var run in runs)
        {
            Assert.Equal(WorkflowExecutionStatus.Terminated, await run.StatusAsync());
            Assert.Equal(
                "because", (await run.HistoryAsync())[^1].WorkflowExecutionTerminatedEventAttributes.Reason);
        }
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperation_OnNamedRuns_TakesThoseThatAreGoneAsDone(ServerKind kind)
    {
        var c = (await StartAsync(kind, 1))[0];
        var done = await DoneAsync(c, request =>
        {
            request.Executions.Add([c.Execution, new() { WorkflowId = "nobody" }]);
            request.CancellationOperation = new();
        });
        Assert.Equal(
            (BatchOperationType.Cancel, 2L, 2L),
            (done.OperationType, done.TotalOperationCount, done.CompleteOperationCount));
        Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionCancelRequested);

        await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Execution);
            request.TerminationOperation = new();
        });
        done = await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Execution);
            request.SignalOperation = new() { Signal = "late" };
        });
        Assert.Equal((1L, 0L), (done.CompleteOperationCount, done.FailureOperationCount));
        done = await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Execution);
            request.DeletionOperation = new();
        });
        Assert.Equal(BatchOperationType.Delete, done.OperationType);
        await Eventually.IsAsync(
            async () =>
            {
                try
                {
                    await c.DescribeAsync();
                    return false;
                }
                catch (Temporalio.Exceptions.RpcException gone) when (gone.Code == Code.NotFound)
                {
                    return true;
                }
            },
            "the deletion");
    }

    [SkippableTheory, BothServers]
    public async Task BatchReset_ToTheFirstTask_BeginsNewRuns(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var done = await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Current);
            request.ResetOperation = new() { Options = new() { FirstWorkflowTask = new() } };
        });
        Assert.Equal((BatchOperationType.Reset, 1L), (done.OperationType, done.CompleteOperationCount));
        Assert.NotEqual(c.RunId, (await c.DescribeAsync(c.Current)).WorkflowExecutionInfo.Execution.RunId);
        var failed = Assert.Single(
            await c.HistoryAsync(c.Current), e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(4, failed.EventId);
        Assert.Equal("because", failed.WorkflowTaskFailedEventAttributes.Failure.Message);
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperation_OnActivities_AltersAndResetsThem(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        var done = await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Current);
            request.UpdateActivityOptionsOperation = new()
            {
                Type = "act",
                ActivityOptions = new() { HeartbeatTimeout = Do.Span(3) },
                UpdateMask = new() { Paths = { "heartbeat_timeout" } },
            };
        });
        Assert.Equal(BatchOperationType.UpdateActivityOptions, done.OperationType);
        Assert.Equal(3, (await c.PendingActivityAsync()).ActivityOptions.HeartbeatTimeout.Seconds);
        done = await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Current);
            request.ResetActivitiesOperation = new() { Type = "act" };
        });
        Assert.Equal((BatchOperationType.ResetActivity, 1L), (done.OperationType, done.CompleteOperationCount));
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperation_UnpausingByType_LetsActivitiesGoOn(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var type = "act-" + c.WorkflowId;
        await c.StartIdleAsync(Do.Activity("a", c, a => a.ActivityType.Name = type));
        await c.Rpc.PauseActivityAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Type = type,
        });
        var query = $"TemporalPauseInfo = 'property:activityType={type}'";
        await Eventually.IsAsync(
            async () => (await c.Rpc.CountWorkflowExecutionsAsync(
                new() { Namespace = Conversation.Namespace, Query = query })).Count == 1,
            "the list");
        var done = await DoneAsync(c, request =>
        {
            request.VisibilityQuery = query;
            request.UnpauseActivitiesOperation = new() { Type = type };
        });
        Assert.Equal(
            (BatchOperationType.UnpauseActivity, BatchOperationState.Completed), (done.OperationType, done.State));
        Assert.False((await c.PendingActivityAsync()).Paused);
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperation_OnOptions_ChangesThoseOfEachRun(ServerKind kind)
    {
        var runs = await StartAsync(kind, 2);
        var done = await DoneAsync(runs[0], request =>
        {
            request.Executions.Add(runs.Select(run => run.Execution));
            request.UpdateWorkflowOptionsOperation = new()
            {
                Identity = "me",
                WorkflowExecutionOptions = new() { VersioningOverride = new() { AutoUpgrade = true } },
                UpdateMask = new() { Paths = { "versioning_override" } },
            };
        });
        Assert.Equal(
            (BatchOperationType.UpdateExecutionOptions, 2L, "me"),
            (done.OperationType, done.CompleteOperationCount, done.Identity));
        foreach (var run in runs)
        {
            Assert.Single(await run.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionOptionsUpdated);
            await run.TerminateAsync();
        }
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperation_OfResets_MayChangeOptionsOfTheNewRuns(ServerKind kind)
    {
        var c = (await StartAsync(kind, 1))[0];
        await c.CompleteAsync(await c.PollAsync());
        var done = await DoneAsync(c, request =>
        {
            request.Executions.Add(c.Execution);
            request.ResetOperation = new()
            {
                Options = new() { FirstWorkflowTask = new() },
                PostResetOperations =
                {
                    new Temporalio.Api.Workflow.V1.PostResetOperation
                    {
                        UpdateWorkflowOptions = new()
                        {
                            WorkflowExecutionOptions = new() { VersioningOverride = new() { AutoUpgrade = true } },
                            UpdateMask = new() { Paths = { "versioning_override" } },
                        },
                    },
                },
            };
        });
        Assert.Equal((BatchOperationType.Reset, 1L), (done.OperationType, done.CompleteOperationCount));
        Assert.Single(await c.HistoryAsync(c.Current), e => e.EventType == EventType.WorkflowExecutionOptionsUpdated);
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperations_UnderWayAndOver_AreListedStoppedAndNotBegunTwice(ServerKind kind)
    {
        var c = (await StartAsync(kind, 1))[0];
        StartBatchOperationRequest Slow(string jobId)
        {
            var request = Request(jobId);
            request.Executions.Add(Enumerable.Repeat(c.Execution, 60));
            request.MaxOperationsPerSecond = 1;
            request.SignalOperation = new() { Signal = "slow" };
            return request;
        }

        var job = Guid.NewGuid().ToString();
        await BeginAsync(c, Slow(job));
        Assert.Equal(BatchOperationState.Running, (await DescribeAsync(c, job)).State);
        await Refused.WithAsync(
            Code.ResourceExhausted,
            () => c.Rpc.StartBatchOperationAsync(Slow(Guid.NewGuid().ToString()), new() { Retry = false }));
        await c.Rpc.StopBatchOperationAsync(new()
        {
            Namespace = Conversation.Namespace,
            JobId = job,
            Reason = "enough",
            Identity = "me",
        });
        Assert.Equal(BatchOperationState.Failed, (await DescribeAsync(c, job)).State);
        await Refused.WithAsync(Code.NotFound, () => c.Rpc.StopBatchOperationAsync(
            new() { Namespace = Conversation.Namespace, JobId = job, Reason = "again" }));
        await Refused.WithAsync(Code.AlreadyExists, () => c.Rpc.StartBatchOperationAsync(Slow(job)));
        await Eventually.IsAsync(
            async () =>
            {
                var page = await c.Rpc.ListBatchOperationsAsync(
                    new() { Namespace = Conversation.Namespace, PageSize = 1 });
                return page.OperationInfo is [{ State: BatchOperationState.Failed } one] && one.JobId == job;
            },
            "the list");
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task BatchOperation_ThatCannotBe_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        Task RefusedAsync(Action<StartBatchOperationRequest> change)
        {
            var request = Request("job");
            request.VisibilityQuery = "WorkflowId = 'nobody'";
            request.TerminationOperation = new();
            change(request);
            return Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.StartBatchOperationAsync(request));
        }

        await RefusedAsync(request => request.JobId = string.Empty);
        await RefusedAsync(request => request.Reason = string.Empty);
        await RefusedAsync(request => request.VisibilityQuery = string.Empty);
        await RefusedAsync(request => request.ClearOperation());
        await RefusedAsync(request => request.ResetOperation = new() { Options = new() });
        await RefusedAsync(request => request.UnpauseActivitiesOperation = new());
        await RefusedAsync(request => request.ResetActivitiesOperation = new());
        await Refused.WithAsync(Code.NotFound, () => DescribeAsync(c, "nobody's"));
        await Refused.WithAsync(Code.InvalidArgument, () => DescribeAsync(c, string.Empty));
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.StopBatchOperationAsync(
            new() { Namespace = Conversation.Namespace, JobId = "nobody's" }));
    }

    [SkippableTheory, InlineData(ServerKind.Embedded)]
    public async Task BatchOperation_ThatWouldNeverEnd_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = Request(Guid.NewGuid().ToString());
        request.VisibilityQuery = "nonsense";
        request.TerminationOperation = new();
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.StartBatchOperationAsync(request));
    }

    private static StartBatchOperationRequest Request(string jobId) =>
        new() { Namespace = Conversation.Namespace, JobId = jobId, Reason = "because" };

    private static Task<DescribeBatchOperationResponse> DescribeAsync(Conversation c, string jobId) =>
        c.Rpc.DescribeBatchOperationAsync(new() { Namespace = Conversation.Namespace, JobId = jobId });

    /// <summary>Another behaviour may have one under way.</summary>
    private static Task BeginAsync(Conversation c, StartBatchOperationRequest request) => Eventually.IsAsync(
        async () =>
        {
            try
            {
                await c.Rpc.StartBatchOperationAsync(request, new() { Retry = false });
                return true;
            }
            catch (Temporalio.Exceptions.RpcException busy) when (busy.Code == Code.ResourceExhausted)
            {
                return false;
            }
        },
        "no other batch operation is under way");

    private static async Task<DescribeBatchOperationResponse> DoneAsync(
        Conversation c, Action<StartBatchOperationRequest> change)
    {
        var request = Request(Guid.NewGuid().ToString());
        change(request);
        await BeginAsync(c, request);
        DescribeBatchOperationResponse? found = null;
        await Eventually.IsAsync(
            async () => (found = await DescribeAsync(c, request.JobId)).State != BatchOperationState.Running,
            "the end of the batch operation");
        return found!;
    }

    private async Task<Conversation[]> StartAsync(ServerKind kind, int count)
    {
        var runs = new Conversation[count];
        for (var at = 0; at < count; at++)
        {
            runs[at] = await WithAsync(kind);
            await runs[at].StartAsync(request => request.WorkflowType.Name = runs[0].WorkflowId);
        }

        return runs;
    }
}
