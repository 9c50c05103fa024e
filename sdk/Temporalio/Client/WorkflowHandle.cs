using System.Linq.Expressions;
using Temporalio.Api.History.V1;
using Temporalio.Client.Outbound;
using Temporalio.Common;
using Temporalio.Exceptions;

namespace Temporalio.Client;

/// <summary>A workflow to act upon.</summary>
/// <param name="Client">Client.</param>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run for signals, queries, cancel and the like; null for the latest run.</param>
/// <param name="ResultRunId">Run from which a result is awaited; null for the latest run.</param>
/// <param name="FirstExecutionRunId">First run of the chain that cancel and terminate mean; null for any.</param>
public record WorkflowHandle(
    ITemporalClient Client,
    string Id,
    string? RunId = null,
    string? ResultRunId = null,
    string? FirstExecutionRunId = null)
{
    /// <summary>Waits for the end.</summary>
    /// <param name="followRuns">Whether to go on with the next run after continue-as-new, retry or cron.</param>
    /// <param name="rpcOptions">Options of each call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="WorkflowFailedException">The workflow did not complete.</exception>
    /// <exception cref="WorkflowContinuedAsNewException">It continued as new and is not to be followed.</exception>
    /// <exception cref="RpcException">A call failed.</exception>
    public virtual Task GetResultAsync(bool followRuns = true, RpcOptions? rpcOptions = null) =>
        GetResultAsync<ValueTuple>(followRuns, rpcOptions);

    /// <summary>Waits for the result.</summary>
    /// <typeparam name="TResult">Type of the result; <see cref="ValueTuple"/> to leave it unread.</typeparam>
    /// <param name="followRuns">Whether to go on with the next run after continue-as-new, retry or cron.</param>
    /// <param name="rpcOptions">Options of each call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WorkflowFailedException">The workflow did not complete.</exception>
    /// <exception cref="WorkflowContinuedAsNewException">It continued as new and is not to be followed.</exception>
    /// <exception cref="RpcException">A call failed.</exception>
    public virtual Task<TResult> GetResultAsync<TResult>(bool followRuns = true, RpcOptions? rpcOptions = null) =>
        WorkflowResults.WaitAsync<TResult>(this, followRuns, rpcOptions);

    /// <summary>Sends a signal by a lambda that calls its method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="signalCall">Call of the signal method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed; NotFound when the workflow is not running.</exception>
    public Task SignalAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> signalCall, WorkflowSignalOptions? options = null)
    {
        var (signal, args) = WorkflowCalls.Signal(signalCall);
        return SignalAsync(signal, args, options);
    }

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">Name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed; NotFound when the workflow is not running.</exception>
    public virtual Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, WorkflowSignalOptions? options = null) =>
        Client.OutboundInterceptor.SignalWorkflowAsync(new(Id, RunId, signal, args, options, null));

    /// <summary>Asks a query by a lambda that calls its method or reads its property.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TQueryResult">Type of the answer.</typeparam>
    /// <param name="queryCall">Call of the query.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="WorkflowQueryFailedException">The query failed.</exception>
    /// <exception cref="WorkflowQueryRejectedException">The state of the workflow forbids it.</exception>
    /// <exception cref="RpcException">The call failed; FailedPrecondition when there is no worker.</exception>
    public Task<TQueryResult> QueryAsync<TWorkflow, TQueryResult>(
        Expression<Func<TWorkflow, TQueryResult>> queryCall, WorkflowQueryOptions? options = null)
    {
        var (query, args) = WorkflowCalls.Query(queryCall);
        return QueryAsync<TQueryResult>(query, args, options);
    }

    /// <summary>Asks a query.</summary>
    /// <typeparam name="TQueryResult">Type of the answer.</typeparam>
    /// <param name="query">Name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="WorkflowQueryFailedException">The query failed.</exception>
    /// <exception cref="WorkflowQueryRejectedException">The state of the workflow forbids it.</exception>
    /// <exception cref="RpcException">The call failed; FailedPrecondition when there is no worker.</exception>
    public virtual Task<TQueryResult> QueryAsync<TQueryResult>(
        string query, IReadOnlyCollection<object?> args, WorkflowQueryOptions? options = null) =>
        Client.OutboundInterceptor.QueryWorkflowAsync<TQueryResult>(new(Id, RunId, query, args, options, null));

    /// <summary>Starts an update by a lambda that calls its method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="updateCall">Call of the update method.</param>
    /// <param name="options">Options; the stage to wait for is required.</param>
    /// <returns>The handle.</returns>
    public async Task<WorkflowUpdateHandle> StartUpdateAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowUpdateStartOptions options)
    {
        var (update, args) = WorkflowCalls.Update(updateCall);
        return await StartUpdateAsync<ValueTuple>(update, args, options);
    }

    /// <summary>Starts an update by a lambda that calls its method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TUpdateResult">Type of the result.</typeparam>
    /// <param name="updateCall">Call of the update method.</param>
    /// <param name="options">Options; the stage to wait for is required.</param>
    /// <returns>The handle.</returns>
    public Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowUpdateStartOptions options)
    {
        var (update, args) = WorkflowCalls.Update(updateCall);
        return StartUpdateAsync<TUpdateResult>(update, args, options);
    }

    /// <summary>Starts an update.</summary>
    /// <param name="update">Name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options; the stage to wait for is required.</param>
    /// <returns>The handle.</returns>
    public async Task<WorkflowUpdateHandle> StartUpdateAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateStartOptions options) =>
        await StartUpdateAsync<ValueTuple>(update, args, options);

    /// <summary>Starts an update.</summary>
    /// <typeparam name="TUpdateResult">Type of the result.</typeparam>
    /// <param name="update">Name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options; the stage to wait for is required.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="WorkflowUpdateRpcTimeoutOrCanceledException">The wait ended by time limit or
    /// cancellation.</exception>
    /// <exception cref="RpcException">The call failed.</exception>
    public virtual Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateStartOptions options) =>
        Client.OutboundInterceptor.StartWorkflowUpdateAsync<TUpdateResult>(
            new(Id, RunId, FirstExecutionRunId, update, args, options, null));

    /// <summary>Runs an update by a lambda that calls its method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="updateCall">Call of the update method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    public Task ExecuteUpdateAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowUpdateOptions? options = null)
    {
        var (update, args) = WorkflowCalls.Update(updateCall);
        return ExecuteUpdateAsync<ValueTuple>(update, args, options);
    }

    /// <summary>Runs an update by a lambda that calls its method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TUpdateResult">Type of the result.</typeparam>
    /// <param name="updateCall">Call of the update method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    public Task<TUpdateResult> ExecuteUpdateAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowUpdateOptions? options = null)
    {
        var (update, args) = WorkflowCalls.Update(updateCall);
        return ExecuteUpdateAsync<TUpdateResult>(update, args, options);
    }

    /// <summary>Runs an update.</summary>
    /// <param name="update">Name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    public Task ExecuteUpdateAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateOptions? options = null) =>
        ExecuteUpdateAsync<ValueTuple>(update, args, options);

    /// <summary>Runs an update.</summary>
    /// <typeparam name="TUpdateResult">Type of the result.</typeparam>
    /// <param name="update">Name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WorkflowUpdateFailedException">The update was refused or failed.</exception>
    public async Task<TUpdateResult> ExecuteUpdateAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateOptions? options = null)
    {
        var start = new WorkflowUpdateStartOptions(WorkflowUpdateStage.Completed)
        {
            Id = options?.Id,
            Rpc = options?.Rpc,
        };
        var handle = await StartUpdateAsync<TUpdateResult>(update, args, start);
        return await handle.GetResultAsync(options?.Rpc);
    }

    /// <summary>Gets a handle of an update without asking the server.</summary>
    /// <param name="id">Update id.</param>
    /// <returns>The handle.</returns>
    public WorkflowUpdateHandle GetUpdateHandle(string id) => new(Client, id, Id, RunId);

    /// <summary>Gets a handle of an update without asking the server.</summary>
    /// <typeparam name="TUpdateResult">Type of the result.</typeparam>
    /// <param name="id">Update id.</param>
    /// <returns>The handle.</returns>
    public WorkflowUpdateHandle<TUpdateResult> GetUpdateHandle<TUpdateResult>(string id) => new(Client, id, Id, RunId);

    /// <summary>Describes the workflow.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The description.</returns>
    /// <exception cref="RpcException">The call failed.</exception>
    public virtual Task<WorkflowExecutionDescription> DescribeAsync(WorkflowDescribeOptions? options = null) =>
        Client.OutboundInterceptor.DescribeWorkflowAsync(new(Id, RunId, options));

    /// <summary>Asks the workflow to cancel itself.</summary>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed.</exception>
    public virtual Task CancelAsync(WorkflowCancelOptions? options = null) =>
        Client.OutboundInterceptor.CancelWorkflowAsync(new(Id, RunId, FirstExecutionRunId, options));

    /// <summary>Terminates the workflow; it gets no chance to clean up.</summary>
    /// <param name="reason">Reason.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed; NotFound when the workflow is not running.</exception>
    public virtual Task TerminateAsync(string? reason = null, WorkflowTerminateOptions? options = null) =>
        Client.OutboundInterceptor.TerminateWorkflowAsync(new(Id, RunId, FirstExecutionRunId, reason, options));

    /// <summary>Reads the history.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The history.</returns>
    /// <exception cref="RpcException">A call failed.</exception>
    public async Task<WorkflowHistory> FetchHistoryAsync(WorkflowHistoryEventFetchOptions? options = null)
    {
        var events = new List<HistoryEvent>();
        await foreach (var historyEvent in FetchHistoryEventsAsync(options))
        {
            events.Add(historyEvent);
        }

        return new(Id, events);
    }

    /// <summary>Reads the events of the history, fetching page after page.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The events.</returns>
    /// <exception cref="RpcException">A call failed.</exception>
    public IAsyncEnumerable<HistoryEvent> FetchHistoryEventsAsync(WorkflowHistoryEventFetchOptions? options = null) =>
        WorkflowResults.FetchEventsAsync(this, options);
}
