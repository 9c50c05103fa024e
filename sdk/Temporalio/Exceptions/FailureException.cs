using Temporalio.Api.Failure.V1;

namespace Temporalio.Exceptions;

/// <summary>A failure that travels through Temporal as a Failure message. Only these fail a workflow.</summary>
public class FailureException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="FailureException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="inner">Cause.</param>
    protected internal FailureException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="FailureException"/> class.</summary>
    /// <param name="failure">Failure as received.</param>
    /// <param name="inner">Cause, already converted.</param>
    protected internal FailureException(Failure failure, Exception? inner = null)
        : base(failure.Message, inner) => Failure = failure;

    /// <summary>Gets the failure as received; null when this was created here.</summary>
    public Failure? Failure { get; }

    /// <summary>Gets the local stack trace, or the remote one when this came from elsewhere and was not thrown here.</summary>
    public override string? StackTrace
    {
        get
        {
            var local = base.StackTrace;
            return string.IsNullOrEmpty(local) && !string.IsNullOrEmpty(Failure?.StackTrace) ? Failure.StackTrace : local;
        }
    }
}
