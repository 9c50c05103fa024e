using Temporalio.Api.Failure.V1;

namespace Temporalio.Exceptions;

/// <summary>A workflow was terminated.</summary>
public class TerminatedFailureException : FailureException
{
    internal TerminatedFailureException(Failure failure, Exception? inner, IFailureDetails? details = null)
        : base(failure, inner) => Details = details;

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets the details that were given with the termination, where known.</summary>
    public IFailureDetails? Details { get; }
}
