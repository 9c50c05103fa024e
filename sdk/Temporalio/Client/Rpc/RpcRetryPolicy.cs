using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Temporalio.Client.Rpc;

/// <summary>Whether and when a failed call is tried again. Pure: it is told the time and the chance.</summary>
internal sealed class RpcRetryPolicy(RpcRetryOptions? options)
{
    private static readonly HashSet<Code> RetryableCodes =
    [
        Code.DataLoss,
        Code.Internal,
        Code.Unknown,
        Code.ResourceExhausted,
        Code.Aborted,
        Code.OutOfRange,
        Code.Unavailable,
    ];

    // The texts of gRPC implementations for a message over their limit: the same message will never fit.
    private static readonly string[] TooLargeTexts =
    [
        "grpc: received message larger than max",
        "grpc: message after decompression larger than max",
        "grpc: received message after decompression larger than max",
    ];

    private static readonly TimeSpan ThrottleInitial = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ThrottleMax = TimeSpan.FromSeconds(10);

    private readonly RpcRetryOptions options = options ?? new() { Multiplier = 1.7f };

    /// <summary>Whether the message itself is too large for the other side.</summary>
    public static bool IsTooLarge(RpcException failure) => failure.Code == Code.ResourceExhausted &&
        TooLargeTexts.Any(text => failure.Message.StartsWith(text, StringComparison.Ordinal));

    /// <summary>The wait before the next attempt; null to give up.</summary>
    /// <param name="failure">How the last attempt failed.</param>
    /// <param name="attempts">Attempts made so far, at least 1.</param>
    /// <param name="elapsed">Time since the first attempt began, or failed for calls that wait on the server.</param>
    /// <param name="chance">A number from 0 to 1 for the jitter.</param>
    public TimeSpan? NextDelay(RpcException failure, int attempts, TimeSpan elapsed, double chance)
    {
        if (!IsRetryable(failure, attempts) || (options.MaxRetries > 0 && attempts >= options.MaxRetries))
        {
            return null;
        }

        var wait = Backoff(options.InitialInterval, options.Multiplier, options.MaxInterval, attempts);
        if (failure.Code == Code.ResourceExhausted)
        {
            var throttled = Backoff(ThrottleInitial, 2, ThrottleMax, attempts);
            wait = wait > throttled ? wait : throttled;
        }

        wait *= 1 + (options.RandomizationFactor * ((2 * chance) - 1));
        return options.MaxElapsedTime is { } limit && elapsed + wait > limit ? null : wait;
    }

    // A cancellation that nobody here asked for is, once, taken as a connection that was closed.
    private static bool IsRetryable(RpcException failure, int attempts) =>
        (RetryableCodes.Contains(failure.Code) && !IsTooLarge(failure)) ||
        (failure.Code == Code.Cancelled && failure.InnerException is HttpRequestException && attempts == 1);

    private static TimeSpan Backoff(TimeSpan initial, double factor, TimeSpan max, int attempts)
    {
        var ticks = initial.Ticks * Math.Pow(factor, attempts - 1);
        return ticks >= max.Ticks ? max : TimeSpan.FromTicks((long)ticks);
    }
}
