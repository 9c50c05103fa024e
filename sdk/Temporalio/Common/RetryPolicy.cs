using Google.Protobuf.WellKnownTypes;

namespace Temporalio.Common;

/// <summary>How the server (or the worker, for local activities) retries a workflow or an activity.</summary>
public record RetryPolicy
{
    /// <summary>Gets the wait before the first retry. Default 1 second.</summary>
    public TimeSpan InitialInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the factor by which each wait grows; at least 1. Default 2.0.</summary>
    public float BackoffCoefficient { get; init; } = 2.0f;

    /// <summary>Gets the longest wait. Default null: 100 times <see cref="InitialInterval"/>.</summary>
    public TimeSpan? MaximumInterval { get; init; }

    /// <summary>Gets the largest number of attempts, the first included. Default 0: unlimited.</summary>
    public int MaximumAttempts { get; init; }

    /// <summary>Gets the error types that are not retried (the simple type name for .NET exceptions). Default null: none.</summary>
    public IReadOnlyCollection<string>? NonRetryableErrorTypes { get; init; }

    internal static RetryPolicy FromProto(Api.Common.V1.RetryPolicy proto) => new()
    {
        InitialInterval = proto.InitialInterval?.ToTimeSpan() ?? TimeSpan.FromSeconds(1),
        BackoffCoefficient = (float)proto.BackoffCoefficient,
        MaximumInterval = proto.MaximumInterval?.ToTimeSpan(),
        MaximumAttempts = proto.MaximumAttempts,
        NonRetryableErrorTypes = proto.NonRetryableErrorTypes.Count == 0 ? null : [.. proto.NonRetryableErrorTypes],
    };

    internal Api.Common.V1.RetryPolicy ToProto()
    {
        var proto = new Api.Common.V1.RetryPolicy
        {
            InitialInterval = Duration.FromTimeSpan(InitialInterval),
            BackoffCoefficient = BackoffCoefficient,
            MaximumInterval = MaximumInterval is { } max ? Duration.FromTimeSpan(max) : null,
            MaximumAttempts = MaximumAttempts,
        };
        proto.NonRetryableErrorTypes.AddRange(NonRetryableErrorTypes ?? []);
        return proto;
    }
}
