namespace Temporalio.Exceptions;

/// <summary>Base of all exceptions of this SDK.</summary>
public abstract class TemporalException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="TemporalException"/> class.</summary>
    protected internal TemporalException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalException"/> class.</summary>
    /// <param name="message">Message.</param>
    protected internal TemporalException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="inner">Cause.</param>
    protected internal TemporalException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>
    /// Whether an exception says that something was cancelled: a cancelled task, a cancelled failure, or an activity or child
    /// workflow that failed because it was cancelled. Use it in <c>catch</c> filters, since those arrive as their own types.
    /// </summary>
    /// <param name="e">Exception.</param>
    /// <returns>True for a cancellation.</returns>
    public static bool IsCanceledException(Exception e) =>
        e is OperationCanceledException or CanceledFailureException ||
        (e is ActivityFailureException or ChildWorkflowFailureException && e.InnerException is CanceledFailureException);
}
