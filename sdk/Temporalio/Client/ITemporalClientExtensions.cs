using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>Shortcuts for clients.</summary>
public static partial class ITemporalClientExtensions
{
    /// <summary>Starts a workflow and waits for its result.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.WorkflowFailedException">The workflow did not complete.</exception>
    public static async Task<TResult> ExecuteWorkflowAsync<TWorkflow, TResult>(
        this ITemporalClient client,
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall,
        WorkflowOptions options)
    {
        var handle = await client.StartWorkflowAsync(workflowRunCall, options);
        return await handle.GetResultAsync(rpcOptions: ForResult(options));
    }

    /// <summary>Starts a workflow and waits for its end.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.WorkflowFailedException">The workflow did not complete.</exception>
    public static async Task ExecuteWorkflowAsync<TWorkflow>(
        this ITemporalClient client, Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        var handle = await client.StartWorkflowAsync(workflowRunCall, options);
        await handle.GetResultAsync(rpcOptions: ForResult(options));
    }

    /// <summary>Starts a workflow by name and waits for its end.</summary>
    /// <param name="client">Client.</param>
    /// <param name="workflow">Workflow type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.WorkflowFailedException">The workflow did not complete.</exception>
    public static async Task ExecuteWorkflowAsync(
        this ITemporalClient client, string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        var handle = await client.StartWorkflowAsync(workflow, args, options);
        await handle.GetResultAsync(rpcOptions: ForResult(options));
    }

    /// <summary>Starts a workflow by name and waits for its result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="workflow">Workflow type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.WorkflowFailedException">The workflow did not complete.</exception>
    public static async Task<TResult> ExecuteWorkflowAsync<TResult>(
        this ITemporalClient client, string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        var handle = await client.StartWorkflowAsync(workflow, args, options);
        return await handle.GetResultAsync<TResult>(rpcOptions: ForResult(options));
    }

    /// <summary>Reads the histories of all workflows of a list.</summary>
    /// <param name="client">Client.</param>
    /// <param name="query">List filter.</param>
    /// <param name="listOptions">Options of the list.</param>
    /// <param name="historyFetchOptions">Options of each history.</param>
    /// <returns>The histories.</returns>
    public static IAsyncEnumerable<WorkflowHistory> ListWorkflowHistoriesAsync(
        this ITemporalClient client,
        string query,
        WorkflowListOptions? listOptions = null,
        WorkflowHistoryEventFetchOptions? historyFetchOptions = null) =>
        ListHistoriesAsync(client, query, listOptions, historyFetchOptions, default);

    /// <summary>Sends an update, starting its workflow if need be, and waits for its end.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="updateCall">Call of the update.</param>
    /// <param name="options">Options, with the start.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">The update failed.</exception>
    public static async Task ExecuteUpdateWithStartWorkflowAsync<TWorkflow>(
        this ITemporalClient client,
        Expression<Func<TWorkflow, Task>> updateCall,
        WorkflowUpdateWithStartOptions options)
    {
        var handle = await client.StartUpdateWithStartWorkflowAsync<TWorkflow>(updateCall, ToCompletion(options));
        await handle.GetResultAsync(options.Rpc);
    }

    /// <summary>Sends an update, starting its workflow if need be, and waits for its end.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TUpdateResult">Type of the update's result.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="updateCall">Call of the update.</param>
    /// <param name="options">Options, with the start.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">The update failed.</exception>
    public static async Task<TUpdateResult> ExecuteUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        this ITemporalClient client,
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall,
        WorkflowUpdateWithStartOptions options)
    {
        var handle = await client.StartUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
            updateCall, ToCompletion(options));
        return await handle.GetResultAsync(options.Rpc);
    }

    /// <summary>Sends an update, starting its workflow if need be, and waits for its end.</summary>
    /// <param name="client">Client.</param>
    /// <param name="update">Name of the update.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options, with the start.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">The update failed.</exception>
    public static async Task ExecuteUpdateWithStartWorkflowAsync(
        this ITemporalClient client,
        string update,
        IReadOnlyCollection<object?> args,
        WorkflowUpdateWithStartOptions options)
    {
        var handle = await client.StartUpdateWithStartWorkflowAsync(update, args, ToCompletion(options));
        await handle.GetResultAsync(options.Rpc);
    }

    /// <summary>Sends an update, starting its workflow if need be, and waits for its end.</summary>
    /// <typeparam name="TUpdateResult">Type of the update's result.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="update">Name of the update.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options, with the start.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">The update failed.</exception>
    public static async Task<TUpdateResult> ExecuteUpdateWithStartWorkflowAsync<TUpdateResult>(
        this ITemporalClient client,
        string update,
        IReadOnlyCollection<object?> args,
        WorkflowUpdateWithStartOptions options)
    {
        var handle = await client.StartUpdateWithStartWorkflowAsync<TUpdateResult>(update, args, ToCompletion(options));
        return await handle.GetResultAsync(options.Rpc);
    }

    private static WorkflowStartUpdateWithStartOptions ToCompletion(WorkflowUpdateWithStartOptions options) => new()
    {
        Id = options.Id,
        Rpc = options.Rpc,
        StartWorkflowOperation = options.StartWorkflowOperation,
        WaitForStage = WorkflowUpdateStage.Completed,
    };

    private static async IAsyncEnumerable<WorkflowHistory> ListHistoriesAsync(
        ITemporalClient client,
        string query,
        WorkflowListOptions? listOptions,
        WorkflowHistoryEventFetchOptions? historyFetchOptions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var workflow in client.ListWorkflowsAsync(query, listOptions)
            .WithCancellation(cancellationToken))
        {
            yield return await client.GetWorkflowHandle(workflow.Id, workflow.RunId)
                .FetchHistoryAsync(historyFetchOptions);
        }
    }

    // The time limit of the start is for the start; waiting for the end has none of its own.
    private static RpcOptions? ForResult(WorkflowOptions options)
    {
        var rpc = (RpcOptions?)options.Rpc?.Clone();
        if (rpc is not null)
        {
            rpc.Timeout = null;
        }

        return rpc;
    }
}
