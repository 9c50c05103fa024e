using Temporalio.Exceptions;

namespace Temporalio.Worker.Polling;

/// <summary>What a failed poll means. Polls are repeated for ever as long as the failure can pass by itself.</summary>
internal static class PollRetry
{
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    /// <summary>How long a failure that looks permanent is borne, from the start of the poll.</summary>
    public static readonly TimeSpan PermanentGrace = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan InitialDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InitialThrottleDelay = TimeSpan.FromSeconds(1);

    /// <summary>Decides on the failure of one poll.</summary>
    /// <param name="code">Status of the failure.</param>
    /// <param name="failures">Failures of this poll in a row, this one included.</param>
    /// <param name="sinceStart">Time since the first try of this poll.</param>
    /// <returns>How long to wait before the next try; null when the failure is final.</returns>
    public static TimeSpan? DelayAfter(RpcException.StatusCode code, int failures, TimeSpan sinceStart) => code switch
    {
        RpcException.StatusCode.ResourceExhausted => Backoff(InitialThrottleDelay, failures),
        _ when CanPass(code) => Backoff(InitialDelay, failures),
        _ => sinceStart < PermanentGrace ? MaxDelay : null,
    };

    /// <summary>Whether the failure is just a long poll that nothing came for.</summary>
    public static bool IsEmptyPoll(RpcException.StatusCode code) =>
        code is RpcException.StatusCode.Cancelled or RpcException.StatusCode.DeadlineExceeded;

    /// <summary>Whether a failure of this kind can pass by itself.</summary>
    public static bool CanPass(RpcException.StatusCode code) => code is
        RpcException.StatusCode.DataLoss or
        RpcException.StatusCode.Internal or
        RpcException.StatusCode.Unknown or
        RpcException.StatusCode.ResourceExhausted or
        RpcException.StatusCode.Aborted or
        RpcException.StatusCode.OutOfRange or
        RpcException.StatusCode.Unavailable || IsEmptyPoll(code);

    private static TimeSpan Backoff(TimeSpan initial, int failures)
    {
        // The exponent is bounded so that the product cannot overflow before the cap is taken.
        var delay = initial * Math.Pow(2, Math.Min(failures - 1, 16));
        return delay < MaxDelay ? delay : MaxDelay;
    }
}
