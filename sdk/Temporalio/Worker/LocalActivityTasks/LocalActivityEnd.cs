using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>
/// How an attempt of a local activity ended, encoded: with a result (or none) when there is no failure.
/// </summary>
/// <param name="RunTime">How long it took.</param>
internal sealed record LocalActivityEnd(TimeSpan RunTime)
{
    /// <summary>Gets the result.</summary>
    public Payload? Result { get; init; }

    /// <summary>Gets the failure.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Gets a value indicating whether it stopped because it was asked to.</summary>
    public bool IsCanceled { get; init; }

    /// <summary>Gets a value indicating whether the worker's stop cut it off: it did not end.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>Gets a value indicating whether the policy decides on another attempt.</summary>
    public bool MayBeRetried => !IsCanceled && Failure is { } failure &&
        failure.TimeoutFailureInfo?.TimeoutType is null or TimeoutType.StartToClose;
}
