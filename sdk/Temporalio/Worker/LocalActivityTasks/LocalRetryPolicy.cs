using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>Whether and when a local activity is tried again: the rules that the server has for others. Pure.</summary>
internal static class LocalRetryPolicy
{
    private const double DefaultCoefficient = 2;
    private const int DefaultMaximumFactor = 100;

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait before the next attempt; null when there is none.</summary>
    /// <param name="policy">Policy of the call, or null for the default.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="failure">How it failed.</param>
    public static TimeSpan? DelayAfter(RetryPolicy? policy, int attempt, Failure failure)
    {
        var application = failure.ApplicationFailureInfo;
        if ((policy is { MaximumAttempts: > 0 } && attempt >= policy.MaximumAttempts) ||
            application?.NonRetryable == true ||
            IsExcluded(policy, application?.Type ?? string.Empty))
        {
            return null;
        }

        return application?.NextRetryDelay is { } wanted ? wanted.ToTimeSpan() : Backoff(policy, attempt);
    }

    private static bool IsExcluded(RetryPolicy? policy, string type) =>
        policy?.NonRetryableErrorTypes.Contains(type, StringComparer.OrdinalIgnoreCase) == true;

    private static TimeSpan Backoff(RetryPolicy? policy, int attempt)
    {
        var initial = policy?.InitialInterval?.ToTimeSpan() ?? DefaultInterval;
        var coefficient = policy?.BackoffCoefficient is >= 1 and var given ? given : DefaultCoefficient;
        var longest = policy?.MaximumInterval?.ToTimeSpan() ?? initial * DefaultMaximumFactor;
        longest = longest < initial ? initial : longest;
        var seconds = initial.TotalSeconds * Math.Pow(coefficient, attempt - 1);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }
}
