using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;

namespace Conformance.Tests.Differential;

/// <summary>Values that moves carry.</summary>
internal static class Values
{
    public static Duration Seconds(int seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));

    public static Payload Json(string json) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFromUtf8(json),
    };

    public static Payload Null { get; } = new() { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("binary/null") } };

    public static Payloads Arguments(string text) => new() { Payloads_ = { Json($"\"{text}\"") } };

    /// <summary>Tries again after a second, so that it is seen whether a try is due.</summary>
    public static RetryPolicy Retry(int attempts) => new()
    {
        InitialInterval = Seconds(1), BackoffCoefficient = 1, MaximumInterval = Seconds(1), MaximumAttempts = attempts,
    };
}
