namespace Temporalio.Workflows;

/// <summary>How the cancellation of a child workflow is reported to its parent.</summary>
public enum ChildWorkflowCancellationType
{
    /// <summary>Do not ask the child to cancel, and report the cancellation at once.</summary>
    Abandon,

    /// <summary>Ask the child to cancel, and report the cancellation at once.</summary>
    TryCancel,

    /// <summary>Ask the child to cancel, and wait until it has ended, one way or another.</summary>
    WaitCancellationCompleted,

    /// <summary>Ask the child to cancel, and wait until the request is delivered and the child has ended.</summary>
    WaitCancellationRequested,
}
