namespace Temporalio.Exceptions;

/// <summary>An update was refused or failed; the cause says why.</summary>
public class WorkflowUpdateFailedException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateFailedException"/> class.</summary>
    /// <param name="inner">Cause.</param>
    public WorkflowUpdateFailedException(Exception? inner)
        : base("Workflow update failed", inner)
    {
    }
}
