using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Replay;

/// <summary>
/// Failures of local activities that the SDK makes, in the words of the core that official SDKs share.
/// </summary>
internal static class LocalActivityFailures
{
    public static Failure Canceled() => new() { Message = "Activity cancelled", CanceledFailureInfo = new() };

    public static Failure TimedOut(TimeoutType type) =>
        new() { Message = "Activity timed out", TimeoutFailureInfo = new() { TimeoutType = type } };

    /// <summary>
    /// What the code gets to see: a failure of the activity as it is, but timeouts and cancellations within the failure
    /// of an activity. Decided by the form alone, so that a replay, which has only that, decides alike.
    /// </summary>
    public static Failure Told(Failure failure, LocalActivityRequest request) => failure switch
    {
        { TimeoutFailureInfo: not null } => Within("Local Activity timed out", failure, request),
        { CanceledFailureInfo: not null } => Within("Local Activity cancelled", failure, request),
        _ => failure,
    };

    private static Failure Within(string message, Failure cause, LocalActivityRequest request) => new()
    {
        Message = message,
        Cause = cause,
        ActivityFailureInfo = new()
        {
            ActivityType = new() { Name = request.ActivityType },
            ActivityId = request.ActivityId,
            RetryState = RetryState.CancelRequested,
        },
    };
}
