namespace Temporalio.Exceptions;

/// <summary>The run continued as a new run, which was not followed.</summary>
public class WorkflowContinuedAsNewException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowContinuedAsNewException"/> class.</summary>
    /// <param name="newRunId">Run id of the next run.</param>
    public WorkflowContinuedAsNewException(string newRunId)
        : base("Workflow continued as new") => NewRunId = newRunId;

    /// <summary>Gets the run id of the next run.</summary>
    public string NewRunId { get; }
}
