using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Chains;

public sealed class CronTests(SharedServers servers) : Behaviour(servers)
{
    private const string EverySecond = "@every 1s";

    private static readonly string[] Texts =
    [
        "* * * * *", "0 * * * *", "15 3 * * *", "*/7 */5 * * *", "1-59/7 1,2,13 * * *", "0 0 5/10 * *",
        "0 0 * JAN-FEB MON", "30 6 1,15 */2 1-5/2", "0 0 13 * FRI", "0 0 */13 * FRI", "0 0 ? * SUN-SAT", "0 0 29 2 *",
        "0 0 31 2 *", "@hourly", "@daily", "@weekly", "@monthly", "@yearly", "@every 1h30m", "@every 0s", "@every 1.5s",
        "CRON_TZ=Europe/Berlin 30 2 * 3 *", "CRON_TZ=America/New_York 30 1 * 11 SUN", "TZ=Asia/Kolkata 0 9 * * *",
        "CRON_TZ=Australia/Lord_Howe 15 2 * 4,10 *", "CRON_TZ=Nowhere/None * * * * *", "nonsense", "* * * *",
        "* * * * * *", "60 * * * *", "0 0 * * 7", "*/0 * * * *", "5-1 * * * *", "@nope", "@every", "@every 1d", "@EVERY 2h",
    ];

    [SkippableFact, BothServersTogether]
    public async Task CronSchedules_OfAllKinds_AreTakenAlike()
    {
        var embedded = await WithAsync(ServerKind.Embedded);
        var real = await WithAsync(ServerKind.Real);
        foreach (var text in Texts)
        {
            // A minute may begin between the two.
            var (here, there) = (await FirstMomentAsync(embedded, text), await FirstMomentAsync(real, text));
            Assert.True(
                here == there || await FirstMomentAsync(embedded, text) == there, $"{text}: {here}, officially {there}");
        }
    }

    [SkippableTheory, BothServers]
    public async Task CronRun_Completed_IsFollowedByOneThatHasItsResult(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(request =>
        {
            request.CronSchedule = EverySecond;
            request.Input = Conversation.JsonArguments("\"in\"");
            request.Memo = new() { Fields = { ["note"] = Conversation.Json("1") } };
        });
        var first = await StartedAsync(c);
        Assert.Equal(
            (ContinueAsNewInitiator.CronSchedule, EverySecond, Do.Span(1)),
            (first.Initiator, first.CronSchedule, first.FirstWorkflowTaskBackoff));
        Assert.Single(await c.HistoryAsync());
        var info = (await c.DescribeAsync()).WorkflowExecutionInfo;
        Assert.Equal(Do.Span(1), info.ExecutionTime - info.StartTime);

        await c.CompleteAsync(await c.PollAsync(), Do.Complete("1"));
        var completed = (await c.HistoryAsync())[^1].WorkflowExecutionCompletedEventAttributes;
        var second = await StartedAsync(c);
        Assert.Equal(completed.NewExecutionRunId, second.OriginalExecutionRunId);
        Assert.Equal(
            (c.RunId, c.RunId, 1), (second.ContinuedExecutionRunId, second.FirstExecutionRunId, second.Attempt));
        Assert.Equal((ContinueAsNewInitiator.CronSchedule, string.Empty), (second.Initiator, second.Identity));
        Assert.Equal((first.Input, first.Memo), (second.Input, second.Memo));
        Assert.Equal("1", second.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(Do.Span(1), second.FirstWorkflowTaskBackoff);

        await c.CompleteAsync(await c.PollAsync(), Do.Fail());
        var third = await StartedAsync(c);
        Assert.Equal("on purpose", third.ContinuedFailure.Message);
        Assert.Equal(second.LastCompletionResult, third.LastCompletionResult);
        await c.CompleteAsync(await c.PollAsync(), Do.Cancel());
        Assert.Equal(WorkflowExecutionStatus.Canceled, await c.StatusAsync(c.Current));
    }

    [SkippableTheory, BothServers]
    public async Task CronRun_WithARetryPolicy_IsRetriedFirst(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(request =>
        {
            request.CronSchedule = EverySecond;
            request.RetryPolicy = new() { InitialInterval = Do.Span(1), MaximumAttempts = 2 };
        });
        var task = await c.PollAsync();
        await c.CompleteAsync(task, Do.Fail());
        Assert.Equal((RetryState.InProgress, true), await FailedAsync(c, task.WorkflowExecution));
        var second = await StartedAsync(c);
        Assert.Equal((ContinueAsNewInitiator.Retry, 2), (second.Initiator, second.Attempt));
        task = await c.PollAsync();
        await c.CompleteAsync(task, Do.Fail());
        Assert.Equal((RetryState.MaximumAttemptsReached, true), await FailedAsync(c, task.WorkflowExecution));
        var third = await StartedAsync(c);
        Assert.Equal((ContinueAsNewInitiator.CronSchedule, 1), (third.Initiator, third.Attempt));
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task CronRun_TimedOut_IsFollowed(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(request =>
        {
            request.CronSchedule = EverySecond;
            request.WorkflowRunTimeout = Do.Span(1);
        });
        await Eventually.IsAsync(
            async () => await c.StatusAsync() == WorkflowExecutionStatus.TimedOut, "the end of the first run");
        var next = await StartedAsync(c);
        Assert.Equal(ContinueAsNewInitiator.CronSchedule, next.Initiator);
        Assert.NotNull(next.ContinuedFailure.TimeoutFailureInfo);
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task CronChild_IsOneChildUntilItIsCanceled(ServerKind kind)
    {
        var (c, child) = (await WithAsync(kind), await WithAsync(kind));
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), new Temporalio.Api.Command.V1.Command
        {
            CommandType = CommandType.StartChildWorkflowExecution,
            StartChildWorkflowExecutionCommandAttributes = new()
            {
                WorkflowId = child.WorkflowId,
                WorkflowType = new() { Name = "child" },
                TaskQueue = new() { Name = child.Queue },
                CronSchedule = EverySecond,
            },
        });
        await child.CompleteAsync(await child.PollAsync(), Do.Complete());
        Assert.Equal(EverySecond, (await StartedAsync(child)).CronSchedule);
        await child.CompleteAsync(await child.PollAsync(), Do.Cancel());
        await Eventually.IsAsync(
            async () => (await c.HistoryAsync()).Any(e => e.EventType == EventType.ChildWorkflowExecutionCanceled),
            "the end of the child");
        Assert.DoesNotContain(
            await c.HistoryAsync(), e => e.EventType == EventType.ChildWorkflowExecutionCompleted);
    }

    [SkippableTheory, BothServers]
    public async Task SignalWithStart_WithACronSchedule_WaitsForItsMoment(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.Rpc.SignalWithStartWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowId = c.WorkflowId,
            WorkflowType = new() { Name = Conversation.WorkflowType },
            TaskQueue = new() { Name = c.Queue },
            SignalName = "s",
            CronSchedule = "@every 30s",
        });
        Assert.Equal(
            [EventType.WorkflowExecutionStarted, EventType.WorkflowExecutionSignaled],
            (await c.HistoryAsync(c.Current)).Select(e => e.EventType));
        await c.TerminateAsync();
    }

    [SkippableTheory, BothServers]
    public async Task CronSchedule_WithAStartDelay_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(request =>
        {
            request.CronSchedule = EverySecond;
            request.WorkflowStartDelay = Do.Span(1);
        }));
    }

    [SkippableTheory, InlineData(ServerKind.Embedded)]
    public async Task ContinueAsNew_WithABadCronSchedule_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var command = Do.ContinueAsNew(c);
        command.ContinueAsNewWorkflowExecutionCommandAttributes.CronSchedule = "nonsense";
        var task = await c.PollAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => c.CompleteAsync(task, command));
    }

    private static async Task<string> FirstMomentAsync(Conversation c, string cronSchedule)
    {
        try
        {
            await c.StartAsync(request => request.CronSchedule = cronSchedule);
        }
        catch (RpcException refusal)
        {
            return refusal.Code.ToString();
        }

        var moment = (await c.DescribeAsync()).WorkflowExecutionInfo.ExecutionTime;
        await c.TerminateAsync();
        return cronSchedule.StartsWith("@every", StringComparison.Ordinal)
            ? (await StartedAsync(c)).FirstWorkflowTaskBackoff.ToString()
            : new Timestamp { Seconds = moment.Seconds - (moment.Seconds % 60) }.ToString();
    }

    private static async Task<WorkflowExecutionStartedEventAttributes> StartedAsync(Conversation c) =>
        (await c.HistoryAsync(c.Current))[0].WorkflowExecutionStartedEventAttributes;

    private static async Task<(RetryState State, bool IsFollowed)> FailedAsync(
        Conversation c, Temporalio.Api.Common.V1.WorkflowExecution run)
    {
        var failed = (await c.HistoryAsync(run))[^1].WorkflowExecutionFailedEventAttributes;
        return (failed.RetryState, failed.NewExecutionRunId.Length > 0);
    }
}
