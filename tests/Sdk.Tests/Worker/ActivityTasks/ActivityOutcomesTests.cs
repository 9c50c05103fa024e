using Temporalio.Activities;
using Temporalio.Exceptions;
using Temporalio.Worker.ActivityTasks;
using static Temporalio.Activities.ActivityCancelReason;

namespace Sdk.Tests.Worker.ActivityTasks;

public sealed class ActivityOutcomesTests
{
    [Theory]
    [InlineData(None, typeof(ActivityOutcome.Completed))]
    [InlineData(CancelRequested, typeof(ActivityOutcome.Completed))]
    [InlineData(WorkerShutdown, typeof(ActivityOutcome.Completed))]
    [InlineData(GoneFromServer, typeof(ActivityOutcome.NobodyWaits))]
    [InlineData(ActivityCancelReason.Timeout, typeof(ActivityOutcome.NobodyWaits))]
    public void Returned_IsReported_UnlessNobodyWaits(ActivityCancelReason reason, Type expected) =>
        Assert.IsType(expected, ActivityOutcomes.Returned(1, reason));

    [Theory]
    [InlineData(None, "")]
    [InlineData(Paused, "ActivityPause")]
    [InlineData(Reset, "ActivityReset")]
    [InlineData(WorkerShutdown, "WorkerShutdown")]
    public void Threw_Cancellation_FailsUnlessItWasAskedFor(ActivityCancelReason reason, string type)
    {
        var thrown = new OperationCanceledException();
        var failed = Assert.IsType<ActivityOutcome.Failed>(ActivityOutcomes.Threw(thrown, reason, null));
        if (type.Length == 0)
        {
            Assert.Same(thrown, failed.Exception);
            return;
        }
        var failure = Assert.IsType<ApplicationFailureException>(failed.Exception);
        Assert.Equal(type, failure.ErrorType);
        Assert.False(failure.NonRetryable);
    }

    [Fact]
    public void Threw_CancellationThatWasAskedFor_IsCanceled() => Assert.IsType<ActivityOutcome.Canceled>(
        ActivityOutcomes.Threw(new OperationCanceledException(), CancelRequested, null));

    [Fact]
    public void Threw_SomethingElseAfterACancelRequest_IsAFailure() => Assert.IsType<ActivityOutcome.Failed>(
        ActivityOutcomes.Threw(new InvalidOperationException(), CancelRequested, null));

    [Fact]
    public void Threw_AfterAHeartbeatThatCouldNotBeConverted_FailsWithThat()
    {
        var why = new NotSupportedException("cannot convert");
        var outcome = ActivityOutcomes.Threw(new OperationCanceledException(), HeartbeatRecordFailure, why);
        Assert.Same(why, Assert.IsType<ActivityOutcome.Failed>(outcome).Exception);
    }

    [Fact]
    public void Threw_CompleteAsync_IsLeftToAClient() => Assert.IsType<ActivityOutcome.CompletesLater>(
        ActivityOutcomes.Threw(new CompleteAsyncException(), None, null));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(100, null, null, 105)]
    [InlineData(100, 10, null, 15)]
    [InlineData(100, 10, 50, 65)]
    [InlineData(100, 10, 95, 105)]
    [InlineData(null, 10, 50, 65)]
    public void Deadline_Due_IsTheEarlierWithAllowance(int? close, int? heartbeat, int? lastHeartbeat, int? due)
    {
        var start = DateTimeOffset.UnixEpoch;
        var deadline = new ActivityDeadline(start, Seconds(close), Seconds(heartbeat))
        {
            LastHeartbeat = start + Seconds(lastHeartbeat),
        };
        Assert.Equal(start + Seconds(due), deadline.Due);
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
