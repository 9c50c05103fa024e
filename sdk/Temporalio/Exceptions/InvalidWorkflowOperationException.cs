namespace Temporalio.Exceptions;

/// <summary>Workflow code did what it must not; this fails the workflow task, not the workflow.</summary>
public class InvalidWorkflowOperationException : TemporalException
{
    internal InvalidWorkflowOperationException(string message)
        : base(message)
    {
    }

    internal InvalidWorkflowOperationException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
