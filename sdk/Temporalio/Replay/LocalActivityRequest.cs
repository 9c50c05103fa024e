using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;

namespace Temporalio.Replay;

/// <summary>A local activity that the workflow code asks for; whoever drives the machine carries it out.</summary>
internal sealed record LocalActivityRequest
{
    /// <summary>The longest backoff that is waited for in the worker, where the code names none.</summary>
    public static readonly TimeSpan DefaultLocalRetryThreshold = TimeSpan.FromSeconds(60);

    /// <summary>Gets the number among all activities of the run.</summary>
    public required uint Seq { get; init; }

    /// <summary>Gets the id.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Gets the activity type.</summary>
    public required string ActivityType { get; init; }

    /// <summary>Gets the first attempt; zero for one that follows no backoff by a timer.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets when it was asked for first, before any backoff by a timer; by the worker's clock.</summary>
    public Timestamp? OriginalScheduleTime { get; init; }

    /// <summary>Gets the arguments.</summary>
    public Payloads? Input { get; init; }

    /// <summary>Gets the headers.</summary>
    public Header? Header { get; init; }

    /// <summary>Gets the time that all attempts together may take.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; init; }

    /// <summary>Gets the time that an attempt may wait for a slot.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; init; }

    /// <summary>Gets the time that one attempt may take.</summary>
    public TimeSpan? StartToCloseTimeout { get; init; }

    /// <summary>Gets how failures are retried; null for the default.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>Gets the longest backoff that is waited for in the worker, not by a timer of the workflow.</summary>
    public TimeSpan LocalRetryThreshold { get; init; } = DefaultLocalRetryThreshold;
}
