using System.Linq.Expressions;
using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>Starts Nexus operations from a workflow. This SDK makes none: Nexus is not supported.</summary>
/// <typeparam name="TService">Service.</typeparam>
public abstract class NexusWorkflowClient<TService> : NexusWorkflowClient
{
    /// <summary>Starts an operation.</summary>
    /// <param name="operationStartCall">Call of the operation.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<NexusWorkflowOperationHandle> StartNexusOperationAsync(
        Expression<Action<TService>> operationStartCall, NexusWorkflowOperationOptions? options = null) =>
        throw Unsupported.Nexus();

    /// <summary>Starts an operation.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="operationStartCall">Call of the operation.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<NexusWorkflowOperationHandle<TResult>> StartNexusOperationAsync<TResult>(
        Expression<Func<TService, TResult>> operationStartCall, NexusWorkflowOperationOptions? options = null) =>
        throw Unsupported.Nexus();

    /// <summary>Starts an operation and waits for its end.</summary>
    /// <param name="operationStartCall">Call of the operation.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task ExecuteNexusOperationAsync(
        Expression<Action<TService>> operationStartCall, NexusWorkflowOperationOptions? options = null) =>
        throw Unsupported.Nexus();

    /// <summary>Starts an operation and waits for its result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="operationStartCall">Call of the operation.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<TResult> ExecuteNexusOperationAsync<TResult>(
        Expression<Func<TService, TResult>> operationStartCall, NexusWorkflowOperationOptions? options = null) =>
        throw Unsupported.Nexus();
}
