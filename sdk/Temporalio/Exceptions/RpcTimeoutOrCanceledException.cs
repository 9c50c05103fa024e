namespace Temporalio.Exceptions;

/// <summary>A call ended by its time limit or by cancellation, before an answer came.</summary>
public class RpcTimeoutOrCanceledException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="RpcTimeoutOrCanceledException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="inner">Cause.</param>
    public RpcTimeoutOrCanceledException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
