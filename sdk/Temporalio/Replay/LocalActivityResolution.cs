using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Replay;

/// <summary>
/// How a local activity that was carried out ended: with a result (or none) when there is no failure.
/// </summary>
/// <param name="Seq">Its number.</param>
/// <param name="Attempt">The last attempt.</param>
/// <param name="RunTime">How long that took; null leaves the workflow's time alone.</param>
internal sealed record LocalActivityResolution(uint Seq, int Attempt, TimeSpan? RunTime)
{
    /// <summary>Gets the result, decoded for the workflow code.</summary>
    public Payload? Result { get; init; }

    /// <summary>Gets the failure, decoded for the workflow code.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Gets the result as the history shall have it: encoded.</summary>
    public Payload? RecordedResult { get; init; }

    /// <summary>Gets the failure as the history shall have it: encoded.</summary>
    public Failure? RecordedFailure { get; init; }

    /// <summary>Gets how long the workflow shall wait, by a timer, to ask again; null when it is over.</summary>
    public Duration? Backoff { get; init; }

    /// <summary>One that ends as cancelled by the SDK itself.</summary>
    public static LocalActivityResolution Canceled(uint seq, int attempt, TimeSpan? runTime) =>
        new(seq, attempt, runTime) { Failure = LocalActivityFailures.Canceled() };
}
