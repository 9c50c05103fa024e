namespace Temporalio.Workflows;

/// <summary>A Nexus operation that a workflow started. This SDK makes none.</summary>
public abstract class NexusWorkflowOperationHandle
{
    /// <summary>Gets the token of an asynchronous operation; null for a synchronous one.</summary>
    public abstract string? OperationToken { get; }

    /// <summary>Waits for the end, without a result.</summary>
    /// <returns>Task.</returns>
    public Task GetResultAsync() => GetResultAsync<ValueTuple>();

    /// <summary>Waits for the result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <returns>The result.</returns>
    public abstract Task<TResult> GetResultAsync<TResult>();
}
