using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Converters;

namespace Temporalio.Exceptions;

/// <summary>A time limit passed.</summary>
public class TimeoutFailureException : FailureException
{
    internal TimeoutFailureException(Failure failure, Exception? inner, IPayloadConverter converter)
        : base(failure, inner) =>
        LastHeartbeatDetails = new(converter, failure.TimeoutFailureInfo?.LastHeartbeatDetails?.Payloads_);

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets which limit.</summary>
    public TimeoutType TimeoutType => Failure.TimeoutFailureInfo?.TimeoutType ?? TimeoutType.Unspecified;

    /// <summary>Gets the details of the last heartbeat that reached the server.</summary>
    public InboundFailureDetails LastHeartbeatDetails { get; }
}
