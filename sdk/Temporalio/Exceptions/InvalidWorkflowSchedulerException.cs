namespace Temporalio.Exceptions;

/// <summary>Workflow code ran or scheduled work outside the workflow's own scheduler.</summary>
public class InvalidWorkflowSchedulerException : InvalidWorkflowOperationException
{
    internal InvalidWorkflowSchedulerException(string message)
        : base(message)
    {
    }
}
