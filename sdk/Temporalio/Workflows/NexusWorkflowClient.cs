namespace Temporalio.Workflows;

/// <summary>Starts Nexus operations from a workflow. This SDK makes none: Nexus is not supported.</summary>
public abstract class NexusWorkflowClient
{
    /// <summary>Gets the service.</summary>
    public abstract string Service { get; }

    /// <summary>Gets the options.</summary>
    public abstract NexusWorkflowClientOptions Options { get; }

    /// <summary>Starts an operation.</summary>
    /// <param name="operationName">Operation.</param>
    /// <param name="arg">Argument.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    public async Task<NexusWorkflowOperationHandle> StartNexusOperationAsync(
        string operationName, object? arg, NexusWorkflowOperationOptions? options = null) =>
        await StartNexusOperationAsync<ValueTuple>(operationName, arg, options);

    /// <summary>Starts an operation.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="operationName">Operation.</param>
    /// <param name="arg">Argument.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    public abstract Task<NexusWorkflowOperationHandle<TResult>> StartNexusOperationAsync<TResult>(
        string operationName, object? arg, NexusWorkflowOperationOptions? options = null);

    /// <summary>Starts an operation and waits for its end.</summary>
    /// <param name="operationName">Operation.</param>
    /// <param name="arg">Argument.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    public async Task ExecuteNexusOperationAsync(
        string operationName, object? arg, NexusWorkflowOperationOptions? options = null) =>
        await (await StartNexusOperationAsync(operationName, arg, options)).GetResultAsync();

    /// <summary>Starts an operation and waits for its result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="operationName">Operation.</param>
    /// <param name="arg">Argument.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    public async Task<TResult> ExecuteNexusOperationAsync<TResult>(
        string operationName, object? arg, NexusWorkflowOperationOptions? options = null) =>
        await (await StartNexusOperationAsync<TResult>(operationName, arg, options)).GetResultAsync();
}
