using Temporalio.Api.Update.V1;
using Temporalio.Client.Outbound;
using Temporalio.Exceptions;

namespace Temporalio.Client;

/// <summary>An update whose result can be awaited.</summary>
/// <param name="Client">Client.</param>
/// <param name="Id">Update id.</param>
/// <param name="WorkflowId">Workflow id.</param>
/// <param name="WorkflowRunId">Run id; null for the latest run.</param>
public record WorkflowUpdateHandle(ITemporalClient Client, string Id, string WorkflowId, string? WorkflowRunId = null)
{
    /// <summary>Gets the outcome where it is known already.</summary>
    internal Outcome? KnownOutcome { get; init; }

    /// <summary>Waits for the end.</summary>
    /// <param name="rpcOptions">Options of each call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    /// <exception cref="WorkflowUpdateRpcTimeoutOrCanceledException">The wait ended by time limit or
    /// cancellation.</exception>
    public virtual Task GetResultAsync(RpcOptions? rpcOptions = null) => GetResultAsync<ValueTuple>(rpcOptions);

    /// <summary>Waits for the result.</summary>
    /// <typeparam name="TResult">Type of the result; <see cref="ValueTuple"/> to leave it unread.</typeparam>
    /// <param name="rpcOptions">Options of each call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    /// <exception cref="WorkflowUpdateRpcTimeoutOrCanceledException">The wait ended by time limit or
    /// cancellation.</exception>
    public virtual Task<TResult> GetResultAsync<TResult>(RpcOptions? rpcOptions = null) =>
        WorkflowUpdates.ResultAsync<TResult>(this, rpcOptions);
}
