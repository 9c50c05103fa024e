using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Failures that the server makes itself.</summary>
internal static class Failures
{
    /// <summary>What SDKs find in <c>source</c> of failures made by a server.</summary>
    public const string ServerSource = "Server";

    public static Failure TimedOut(string message, TimeoutType timeoutType, Payloads? lastHeartbeat, Failure? cause) =>
        new()
    {
        Message = message,
        Source = ServerSource,
        TimeoutFailureInfo = new TimeoutFailureInfo { TimeoutType = timeoutType, LastHeartbeatDetails = lastHeartbeat },
        Cause = cause,
    };

    public static Failure Server(string message, bool isNonRetryable) => new()
    {
        Message = message,
        Source = ServerSource,
        ServerFailureInfo = new ServerFailureInfo { NonRetryable = isNonRetryable },
    };

    /// <summary>
    /// A failure small enough to be kept: itself, or a wrapper of the same kind without trace, details and cause.
    /// </summary>
    public static Failure Cut(Failure failure, int maxBytes)
    {
        if (failure.CalculateSize() <= maxBytes)
        {
            return failure;
        }

        const int KeptCharacters = 1000;
        var cut = new Failure
        {
            Message = failure.Message.Length <= KeptCharacters ? failure.Message : failure.Message[..KeptCharacters],
            Source = failure.Source,
        };
        if (failure.ApplicationFailureInfo is { } application)
        {
            cut.ApplicationFailureInfo = new ApplicationFailureInfo
            {
                Type = application.Type,
                NonRetryable = application.NonRetryable,
            };
        }
        else
        {
            cut.ServerFailureInfo = new ServerFailureInfo { NonRetryable = false };
        }

        return cut;
    }
}
