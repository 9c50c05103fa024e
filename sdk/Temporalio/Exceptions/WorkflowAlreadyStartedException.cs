namespace Temporalio.Exceptions;

/// <summary>A workflow of this id is already there and may not be started again.</summary>
public class WorkflowAlreadyStartedException : FailureException
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowAlreadyStartedException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="workflowId">Workflow id.</param>
    /// <param name="runId">Run that is there.</param>
    public WorkflowAlreadyStartedException(string message, string workflowId, string runId)
        : base(message)
    {
        WorkflowId = workflowId;
        WorkflowType = string.Empty;
        RunId = runId;
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowAlreadyStartedException"/> class.</summary>
    /// <param name="message">Message.</param>
    /// <param name="workflowId">Workflow id.</param>
    /// <param name="workflowType">Workflow type.</param>
    /// <param name="runId">Run that is there.</param>
    public WorkflowAlreadyStartedException(string message, string workflowId, string workflowType, string runId)
        : base(message)
    {
        WorkflowId = workflowId;
        WorkflowType = workflowType;
        RunId = runId;
    }

    /// <summary>Gets the workflow id.</summary>
    public string WorkflowId { get; }

    /// <summary>Gets the workflow type that was asked for; empty where not known.</summary>
    public string WorkflowType { get; }

    /// <summary>Gets the run that is there.</summary>
    public string RunId { get; }
}
