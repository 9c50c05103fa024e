namespace Temporalio.Exceptions;

/// <summary>The code and the recorded history of a workflow disagree.</summary>
public class WorkflowNondeterminismException : InvalidWorkflowOperationException
{
    internal WorkflowNondeterminismException(string message)
        : base(message)
    {
    }

    internal WorkflowNondeterminismException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
