namespace Temporalio.Exceptions;

/// <summary>A query handler failed, or there is none.</summary>
public class WorkflowQueryFailedException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowQueryFailedException"/> class.</summary>
    /// <param name="message">Message.</param>
    public WorkflowQueryFailedException(string message)
        : base(message)
    {
    }
}
