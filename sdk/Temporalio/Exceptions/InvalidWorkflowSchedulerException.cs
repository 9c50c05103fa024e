namespace Temporalio.Exceptions;

/// <summary>Workflow code ran or scheduled work outside the workflow's own scheduler.</summary>
public class InvalidWorkflowSchedulerException : InvalidWorkflowOperationException
{
    private readonly string? stackTrace;

    /// <summary>Initializes a new instance of the <see cref="InvalidWorkflowSchedulerException"/> class.</summary>
    /// <param name="message">What was done.</param>
    /// <param name="stackTrace">Where, for an exception that is thrown elsewhere; null for where it is thrown.</param>
    internal InvalidWorkflowSchedulerException(string message, string? stackTrace = null)
        : base(message) => this.stackTrace = stackTrace;

    /// <inheritdoc/>
    public override string? StackTrace => stackTrace ?? base.StackTrace;
}
