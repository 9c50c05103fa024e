using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Worker.LocalActivityTasks;

namespace Sdk.Tests.Worker.LocalActivityTasks;

public sealed class LocalRetryPolicyTests
{
    private static readonly Failure Broken = new() { ApplicationFailureInfo = new() { Type = "Broken" } };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 64)]
    [InlineData(8, 100)]
    [InlineData(int.MaxValue, 100)]
    public void Delay_WithoutAPolicy_DoublesUpToAHundredSeconds(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LocalRetryPolicy.DelayAfter(null, attempt, Broken));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 12)]
    [InlineData(3, 20)]
    public void Delay_WithAPolicy_GrowsByItUpToItsLongest(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LocalRetryPolicy.DelayAfter(Policy(4, 20, 3), attempt, Broken));

    [Fact]
    public void Delay_WithALongestBelowTheFirst_IsTheFirst() =>
        Assert.Equal(TimeSpan.FromSeconds(4), LocalRetryPolicy.DelayAfter(Policy(4, 1, 3), 5, Broken));

    [Fact]
    public void Delay_WithACoefficientBelowOne_TakesTheDefault() =>
        Assert.Equal(TimeSpan.FromSeconds(8), LocalRetryPolicy.DelayAfter(Policy(4, 20, 0.5), 2, Broken));

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(2, 1, true)]
    [InlineData(0, 1000, true)]
    public void Attempts_BeyondTheMost_AreNotMade(int most, int attempt, bool isRetried)
    {
        var policy = Policy(1, 1, 1);
        policy.MaximumAttempts = most;
        Assert.Equal(isRetried, LocalRetryPolicy.DelayAfter(policy, attempt, Broken) is not null);
    }

    [Theory]
    [InlineData("broken", false)]
    [InlineData("BROKEN", false)]
    [InlineData("Other", true)]
    public void Failure_OfANonRetryableType_IsNotRetried(string excluded, bool isRetried)
    {
        var policy = Policy(1, 1, 1);
        policy.NonRetryableErrorTypes.Add(excluded);
        Assert.Equal(isRetried, LocalRetryPolicy.DelayAfter(policy, 1, Broken) is not null);
    }

    [Fact]
    public void Failure_ThatSaysSo_IsNotRetried() =>
        Assert.Null(LocalRetryPolicy.DelayAfter(null, 1, new() { ApplicationFailureInfo = new() { NonRetryable = true } }));

    [Fact]
    public void Failure_ThatNamesItsDelay_GetsIt() => Assert.Equal(
        TimeSpan.FromMinutes(5),
        LocalRetryPolicy.DelayAfter(
            null, 1, new() { ApplicationFailureInfo = new() { NextRetryDelay = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)) } }));

    private static RetryPolicy Policy(int initial, int longest, double coefficient) => new()
    {
        InitialInterval = new() { Seconds = initial },
        MaximumInterval = new() { Seconds = longest },
        BackoffCoefficient = coefficient,
    };
}
