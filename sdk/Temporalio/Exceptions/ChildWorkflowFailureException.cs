using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Exceptions;

/// <summary>A child workflow failed; <see cref="Exception.InnerException"/> says why.</summary>
public class ChildWorkflowFailureException : FailureException
{
    internal ChildWorkflowFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
    }

    /// <summary>Gets the failure.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>Gets the child's namespace.</summary>
    public string Namespace => Info.Namespace;

    /// <summary>Gets the child's workflow id.</summary>
    public string WorkflowId => Info.WorkflowExecution?.WorkflowId ?? string.Empty;

    /// <summary>Gets the child's run id.</summary>
    public string RunId => Info.WorkflowExecution?.RunId ?? string.Empty;

    /// <summary>Gets the child's workflow type.</summary>
    public string WorkflowType => Info.WorkflowType?.Name ?? string.Empty;

    /// <summary>Gets why it was not retried any more.</summary>
    public RetryState RetryState => Info.RetryState;

    private ChildWorkflowExecutionFailureInfo Info => Failure.ChildWorkflowExecutionFailureInfo;
}
