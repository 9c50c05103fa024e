using Temporalio.Api.Failure.V1;

namespace Temporalio.Exceptions;

/// <summary>The server itself failed the operation.</summary>
public class ServerFailureException : FailureException
{
    internal ServerFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
    }

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets a value indicating whether a retry is pointless.</summary>
    public bool NonRetryable => Failure.ServerFailureInfo?.NonRetryable ?? false;
}
