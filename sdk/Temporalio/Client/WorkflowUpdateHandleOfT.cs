using Temporalio.Exceptions;

namespace Temporalio.Client;

/// <summary>An update whose result can be awaited.</summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
/// <param name="Client">Client.</param>
/// <param name="Id">Update id.</param>
/// <param name="WorkflowId">Workflow id.</param>
/// <param name="WorkflowRunId">Run id; null for the latest run.</param>
public record WorkflowUpdateHandle<TResult>(
    ITemporalClient Client, string Id, string WorkflowId, string? WorkflowRunId = null)
    : WorkflowUpdateHandle(Client, Id, WorkflowId, WorkflowRunId)
{
    /// <summary>Waits for the result.</summary>
    /// <param name="rpcOptions">Options of each call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    /// <exception cref="WorkflowUpdateRpcTimeoutOrCanceledException">The wait ended by time limit or
    /// cancellation.</exception>
    public new Task<TResult> GetResultAsync(RpcOptions? rpcOptions = null) => GetResultAsync<TResult>(rpcOptions);
}
