using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>Chains of runs by a cron schedule.</summary>
public sealed class CronTests
{
    private readonly EngineBench bench = new();

    private WorkflowExecutionStartedEventAttributes Started =>
        bench.Events()[0].WorkflowExecutionStartedEventAttributes;

    [Fact]
    public void FirstRun_WaitsForItsMoment()
    {
        Begin("@every 1h");
        Assert.Equal("1:WorkflowExecutionStarted", bench.Shape());
        Assert.Equal(
            (ContinueAsNewInitiator.CronSchedule, "@every 1h", 3600L),
            (Started.Initiator, Started.CronSchedule, Started.FirstWorkflowTaskBackoff.Seconds));
        Assert.Equal(bench.Now.AddHours(1), bench.Describe().WorkflowExecutionInfo.ExecutionTime.ToDateTimeOffset());
        bench.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(bench.TryPoll());
    }

    [Fact]
    public void NextRun_AfterACrash_BeginsAtItsMoment()
    {
        Begin("0 * * * *");
        bench.Crash();
        bench.Advance(TimeSpan.FromHours(1));
        bench.Work(Make.Complete("1"));
        bench.Crash();
        bench.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(bench.TryPoll());
        bench.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(bench.TryPoll());
    }

    [Fact]
    public void Completed_NextRun_HasItsResultAndFollowsIt()
    {
        var first = Begin("@every 10s");
        bench.Advance(10);
        bench.Work(Make.Complete("one"));
        var completed = bench.Events(runId: first)[^1].WorkflowExecutionCompletedEventAttributes;
        var next = Started;
        Assert.Equal(completed.NewExecutionRunId, next.OriginalExecutionRunId);
        Assert.Equal(
            (first, first, 1), (next.ContinuedExecutionRunId, next.FirstExecutionRunId, next.Attempt));
        Assert.Equal("\"one\"", next.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Null(next.ContinuedFailure);
        Assert.Equal(WorkflowExecutionStatus.Completed, bench.Describe(first).WorkflowExecutionInfo.Status);
    }

    [Fact]
    public void Failed_NextRun_KnowsWhyAndTheLastResult()
    {
        Begin("@every 10s");
        bench.Advance(10);
        bench.Work(Make.Complete("one"));
        bench.Advance(10);
        bench.Work(Make.Fail(Make.Broken()));
        Assert.NotNull(Started.ContinuedFailure);
        Assert.Equal("\"one\"", Started.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
        bench.Advance(10);
        bench.Work(Make.Complete("two"));
        Assert.Null(Started.ContinuedFailure);
        Assert.Equal("\"two\"", Started.LastCompletionResult.Payloads_[0].Data.ToStringUtf8());
    }

    [Fact]
    public void Failed_WithARetryPolicy_IsRetriedFirst()
    {
        bench.Start(request =>
        {
            request.CronSchedule = "@every 60s";
            request.RetryPolicy = Make.Retry(2, 5);
        });
        bench.Advance(60);
        bench.Work(Make.Fail(Make.Broken()));
        Assert.Equal(
            (ContinueAsNewInitiator.Retry, 2, 5L),
            (Started.Initiator, Started.Attempt, Started.FirstWorkflowTaskBackoff.Seconds));
        bench.Advance(5);
        bench.Work(Make.Fail(Make.Broken()));
        Assert.Equal(
            (ContinueAsNewInitiator.CronSchedule, 1, 60L),
            (Started.Initiator, Started.Attempt, Started.FirstWorkflowTaskBackoff.Seconds));
    }

    [Fact]
    public void TimedOutRun_IsFollowed_AndTheWholeExecutionIsNot()
    {
        var first = bench.Start(request =>
        {
            request.CronSchedule = "@every 10s";
            request.WorkflowRunTimeout = Make.Seconds(5);
            request.WorkflowExecutionTimeout = Make.Seconds(30);
        }).RunId;
        bench.Advance(15);
        Assert.Equal(WorkflowExecutionStatus.TimedOut, bench.Describe(first).WorkflowExecutionInfo.Status);
        Assert.NotNull(Started.ContinuedFailure.TimeoutFailureInfo);
        Assert.Equal(first, Started.ContinuedExecutionRunId);
        bench.Advance(60);
        var last = bench.Describe().WorkflowExecutionInfo;
        Assert.Equal(WorkflowExecutionStatus.TimedOut, last.Status);
        Assert.Empty(bench.Events()[^1].WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId);
    }

    [Fact]
    public void CanceledOrTerminated_IsNotFollowed()
    {
        Begin("@every 10s");
        bench.Advance(10);
        bench.Work(Make.Cancel());
        Assert.Equal(WorkflowExecutionStatus.Canceled, bench.Describe().WorkflowExecutionInfo.Status);
        Begin("@every 10s");
        bench.Terminate();
        Assert.Equal(WorkflowExecutionStatus.Terminated, bench.Describe().WorkflowExecutionInfo.Status);
    }

    [Fact]
    public void LongRun_NextRun_IsNotInThePast()
    {
        Begin("@every 10s");
        bench.Advance(10);
        var task = bench.Poll();
        bench.Advance(9);
        bench.Complete(task, Make.Timer("t", 25));
        bench.Advance(25);
        bench.Work(Make.Complete());
        Assert.Equal(6, Started.FirstWorkflowTaskBackoff.Seconds);
    }

    [Fact]
    public void Child_WithASchedule_IsOneChildToItsParent()
    {
        bench.Start();
        bench.Work(Make.Child("child", wanted => wanted.CronSchedule = "@every 10s"));
        bench.Advance(10);
        bench.Complete(bench.Poll(Make.ChildQueue), Make.Complete());
        bench.Advance(10);
        bench.Complete(bench.Poll(Make.ChildQueue), Make.Fail(Make.Broken()));
        bench.Advance(10);
        Assert.Equal("5:StartChildWorkflowExecutionInitiated 6:ChildWorkflowExecutionStarted", string.Join(
            ' ', bench.Shape(from: 5).Split(' ').Take(2)));
        bench.Complete(bench.Poll(Make.ChildQueue), Make.Cancel());
        Assert.Contains(bench.Events(), read => read.EventType == EventType.ChildWorkflowExecutionCanceled);
    }

    [Fact]
    public void ContinuedAsNew_WithASchedule_GoesOnByIt()
    {
        bench.Start();
        bench.Work(ContinueAsNew("@every 10s"));
        Assert.Equal(
            (ContinueAsNewInitiator.Workflow, "@every 10s"), (Started.Initiator, Started.CronSchedule));
        bench.Advance(1);
        bench.Work(Make.Complete());
        Assert.Equal(ContinueAsNewInitiator.CronSchedule, Started.Initiator);
        bench.Advance(10);
        bench.Work(Make.ContinueAsNew());
        Assert.Empty(Started.CronSchedule);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0 0 31 2 *")]
    public void Schedule_ThatCannotBe_IsRefusedEverywhere(string schedule)
    {
        bench.Refused(() => Begin(schedule), GrpcStatusCode.InvalidArgument);
        bench.Start();
        bench.Refused(
            () => bench.Work(ContinueAsNew(schedule)),
            GrpcStatusCode.InvalidArgument);
        bench.Refused(
            () => bench.Work(Make.Child("child", wanted => wanted.CronSchedule = schedule)),
            GrpcStatusCode.InvalidArgument);
    }

    private static Command ContinueAsNew(string schedule)
    {
        var command = Make.ContinueAsNew();
        command.ContinueAsNewWorkflowExecutionCommandAttributes.CronSchedule = schedule;
        return command;
    }

    private string Begin(string schedule) => bench.Start(request => request.CronSchedule = schedule).RunId;
}
