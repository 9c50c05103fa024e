using Temporalio.Api.Failure.V1;

namespace Temporalio.Converters;

/// <summary>Turns exceptions into failures and back.</summary>
public interface IFailureConverter
{
    /// <summary>Converts an exception with its causes.</summary>
    /// <param name="exception">Exception.</param>
    /// <param name="payloadConverter">For details.</param>
    /// <returns>Failure.</returns>
    Failure ToFailure(Exception exception, IPayloadConverter payloadConverter);

    /// <summary>Converts a failure with its causes.</summary>
    /// <param name="failure">Failure.</param>
    /// <param name="payloadConverter">For details.</param>
    /// <returns>Exception.</returns>
    Exception ToException(Failure failure, IPayloadConverter payloadConverter);
}
