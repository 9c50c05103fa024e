using Temporalio.Api.Failure.V1;

namespace Temporalio.Exceptions;

/// <summary>A Nexus operation failed; <see cref="Exception.InnerException"/> says why.</summary>
public class NexusOperationFailureException : FailureException
{
    internal NexusOperationFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
    }

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets the endpoint.</summary>
    public string Endpoint => Info.Endpoint;

    /// <summary>Gets the service.</summary>
    public string Service => Info.Service;

    /// <summary>Gets the operation.</summary>
    public string Operation => Info.Operation;

    /// <summary>Gets the token of an asynchronous operation; empty for a synchronous one.</summary>
    public string OperationToken => Info.OperationToken;

    private NexusOperationFailureInfo Info => Failure.NexusOperationExecutionFailureInfo;
}
