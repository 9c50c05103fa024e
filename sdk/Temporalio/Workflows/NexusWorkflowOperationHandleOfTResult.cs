namespace Temporalio.Workflows;

/// <summary>A Nexus operation that a workflow started. This SDK makes none.</summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
public abstract class NexusWorkflowOperationHandle<TResult> : NexusWorkflowOperationHandle
{
    /// <summary>Waits for the result.</summary>
    /// <returns>The result.</returns>
    public new Task<TResult> GetResultAsync() => GetResultAsync<TResult>();
}
