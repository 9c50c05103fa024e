using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Retry policies, the same for activities and workflows.</summary>
internal static class RetryRules
{
    private const double DefaultCoefficient = 2;
    private const int MaximumFactor = 100;
    private const string TimeoutTypePrefix = "TemporalTimeout:";

    private static readonly TimeSpan DefaultInitial = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with a policy; null for nothing.</summary>
    public static string? Fault(RetryPolicy? policy)
    {
        if (policy is null)
        {
            return null;
        }

        var initial = policy.InitialInterval.Read();
        var maximum = policy.MaximumInterval.Read();
        return policy switch
        {
            _ when initial < TimeSpan.Zero => "InitialInterval cannot be negative on retry policy.",
            { BackoffCoefficient: not 0 and < 1 } => "BackoffCoefficient cannot be less than 1 on retry policy.",
            _ when maximum < TimeSpan.Zero => "MaximumInterval cannot be negative on retry policy.",
            _ when maximum > TimeSpan.Zero && maximum < initial =>
                "MaximumInterval cannot be less than InitialInterval on retry policy.",
            { MaximumAttempts: < 0 } => "MaximumAttempts cannot be negative on retry policy.",
            _ => null,
        };
    }

    /// <summary>A policy with every default filled in.</summary>
    public static RetryPolicy Complete(RetryPolicy? given)
    {
        var policy = given?.Clone() ?? new RetryPolicy();
        if (policy.InitialInterval.Read() == TimeSpan.Zero)
        {
            policy.InitialInterval = DefaultInitial.ToSpan();
        }

        if (policy.BackoffCoefficient == 0)
        {
            policy.BackoffCoefficient = DefaultCoefficient;
        }

        if (policy.MaximumInterval.Read() == TimeSpan.Zero)
        {
            policy.MaximumInterval = (policy.InitialInterval.Read() * MaximumFactor).ToSpan();
        }

        return policy;
    }

    /// <param name="policy">The completed policy; null for none.</param>
    /// <param name="attempt">The attempt that failed.</param>
    /// <param name="failure">Why.</param>
    /// <param name="now">When.</param>
    /// <param name="expiration">No attempt begins after this; null for no end.</param>
    public static RetryDecision Decide(
        RetryPolicy? policy, int attempt, Failure failure, DateTimeOffset now, DateTimeOffset? expiration)
    {
        if (policy is null)
        {
            return new(RetryState.RetryPolicyNotSet, default);
        }

        if (!IsRetryable(policy, failure))
        {
            return new(RetryState.NonRetryableFailure, default);
        }

        if (policy.MaximumAttempts > 0 && attempt >= policy.MaximumAttempts)
        {
            return new(RetryState.MaximumAttemptsReached, default);
        }

        var backoff = failure.ApplicationFailureInfo?.NextRetryDelay is { } chosen
            ? chosen.Read()
            : Backoff(policy, attempt);
        return expiration is { } end && now + backoff >= end
            ? new(RetryState.Timeout, default)
            : new(RetryState.InProgress, backoff);
    }

    /// <summary>The wait after this attempt, if it fails.</summary>
    public static TimeSpan Backoff(RetryPolicy policy, int attempt)
    {
        var seconds = policy.InitialInterval.Read().TotalSeconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        var maximum = policy.MaximumInterval.Read();
        return seconds >= maximum.TotalSeconds ? maximum : TimeSpan.FromSeconds(seconds);
    }

    private static bool IsRetryable(RetryPolicy policy, Failure failure) => failure.FailureInfoCase switch
    {
        Failure.FailureInfoOneofCase.TerminatedFailureInfo or Failure.FailureInfoOneofCase.CanceledFailureInfo => false,
        Failure.FailureInfoOneofCase.TimeoutFailureInfo =>
            failure.TimeoutFailureInfo.TimeoutType is TimeoutType.StartToClose or TimeoutType.Heartbeat &&
            !policy.NonRetryableErrorTypes.Contains(TimeoutTypePrefix + failure.TimeoutFailureInfo.TimeoutType),
        Failure.FailureInfoOneofCase.ServerFailureInfo => !failure.ServerFailureInfo.NonRetryable,
        Failure.FailureInfoOneofCase.ApplicationFailureInfo =>
            !failure.ApplicationFailureInfo.NonRetryable &&
            !policy.NonRetryableErrorTypes.Contains(failure.ApplicationFailureInfo.Type),
        _ => true,
    };
}
