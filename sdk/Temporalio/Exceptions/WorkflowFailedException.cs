namespace Temporalio.Exceptions;

/// <summary>A workflow did not complete; the cause says how it ended.</summary>
public class WorkflowFailedException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowFailedException"/> class.</summary>
    /// <param name="inner">Cause.</param>
    public WorkflowFailedException(Exception? inner)
        : base("Workflow failed", inner)
    {
    }
}
