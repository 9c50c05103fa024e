using Temporalio.Api.Failure.V1;
using Temporalio.Converters;

namespace Temporalio.Exceptions;

/// <summary>Something was cancelled.</summary>
public class CanceledFailureException : FailureException
{
    internal CanceledFailureException(Failure failure, Exception? inner, IPayloadConverter converter)
        : base(failure, inner) =>
        Details = new InboundFailureDetails(converter, failure.CanceledFailureInfo?.Details?.Payloads_);

    internal CanceledFailureException(string message)
        : this(
            new Failure { Message = message, CanceledFailureInfo = new() }, null, DataConverter.Default.PayloadConverter)
    {
    }

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets the details.</summary>
    public IFailureDetails Details { get; }
}
