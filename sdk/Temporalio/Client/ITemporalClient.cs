using System.Linq.Expressions;
using Temporalio.Client.Interceptors;
using Temporalio.Worker;

namespace Temporalio.Client;

/// <summary>A client of one namespace. Safe for use from many threads; make few and keep them.</summary>
public partial interface ITemporalClient : IWorkerClient
{
    /// <summary>Gets the connection.</summary>
    ITemporalConnection Connection { get; }

    /// <summary>Gets the chain of interceptors through which all calls of this client go.</summary>
    ClientOutboundInterceptor OutboundInterceptor { get; }

    /// <summary>Gets the workflow service, for direct calls.</summary>
    WorkflowService WorkflowService { get; }

    /// <summary>Gets the operator service, for direct calls.</summary>
    OperatorService OperatorService { get; }

    /// <summary>Starts a workflow by a lambda that calls its run method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException">The lambda or the options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options);

    /// <summary>Starts a workflow by a lambda that calls its run method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException">The lambda or the options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowHandle<TWorkflow>> StartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options);

    /// <summary>Starts a workflow by name.</summary>
    /// <param name="workflow">Workflow type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options; id and task queue are required.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowHandle> StartWorkflowAsync(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options);

    /// <summary>Gets a handle without asking the server.</summary>
    /// <param name="id">Workflow id.</param>
    /// <param name="runId">Run id; null for the latest run.</param>
    /// <param name="firstExecutionRunId">First run of the chain that cancel and terminate mean; null for any.</param>
    /// <returns>The handle.</returns>
    WorkflowHandle GetWorkflowHandle(string id, string? runId = null, string? firstExecutionRunId = null);

    /// <summary>Gets a handle without asking the server.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="id">Workflow id.</param>
    /// <param name="runId">Run id; null for the latest run.</param>
    /// <param name="firstExecutionRunId">First run of the chain that cancel and terminate mean; null for any.</param>
    /// <returns>The handle.</returns>
    WorkflowHandle<TWorkflow> GetWorkflowHandle<TWorkflow>(
        string id, string? runId = null, string? firstExecutionRunId = null);

    /// <summary>Gets a handle without asking the server.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="id">Workflow id.</param>
    /// <param name="runId">Run id; null for the latest run.</param>
    /// <param name="firstExecutionRunId">First run of the chain that cancel and terminate mean; null for any.</param>
    /// <returns>The handle.</returns>
    WorkflowHandle<TWorkflow, TResult> GetWorkflowHandle<TWorkflow, TResult>(
        string id, string? runId = null, string? firstExecutionRunId = null);

    /// <summary>Starts an update by a lambda, and its workflow if need be.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="updateCall">Call of the update.</param>
    /// <param name="options">Options, with the start; the stage to wait for is required.</param>
    /// <returns>The handle of the update.</returns>
    /// <exception cref="ArgumentException">The lambda or the options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The conflict policy forbids the start.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by a lambda, and its workflow if need be.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TUpdateResult">Type of the update's result.</typeparam>
    /// <param name="updateCall">Call of the update.</param>
    /// <param name="options">Options, with the start; the stage to wait for is required.</param>
    /// <returns>The handle of the update.</returns>
    /// <exception cref="ArgumentException">The lambda or the options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The conflict policy forbids the start.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by name, and its workflow if need be.</summary>
    /// <param name="update">Name of the update.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options, with the start; the stage to wait for is required.</param>
    /// <returns>The handle of the update.</returns>
    /// <exception cref="ArgumentException">The lambda or the options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The conflict policy forbids the start.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by name, and its workflow if need be.</summary>
    /// <typeparam name="TUpdateResult">Type of the update's result.</typeparam>
    /// <param name="update">Name of the update.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options, with the start; the stage to wait for is required.</param>
    /// <returns>The handle of the update.</returns>
    /// <exception cref="ArgumentException">The lambda or the options are wrong.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The conflict policy forbids the start.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Lists workflows, fetching page after page.</summary>
    /// <param name="query">List filter; empty for all.</param>
    /// <param name="options">Options.</param>
    /// <returns>The workflows.</returns>
    /// <exception cref="Exceptions.RpcException">A call failed.</exception>
    IAsyncEnumerable<WorkflowExecution> ListWorkflowsAsync(string query, WorkflowListOptions? options = null);

    /// <summary>Counts workflows.</summary>
    /// <param name="query">List filter; empty for all.</param>
    /// <param name="options">Options.</param>
    /// <returns>The count.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowExecutionCount> CountWorkflowsAsync(string query, WorkflowCountOptions? options = null);

    /// <summary>Lists one page of workflows.</summary>
    /// <param name="query">List filter; empty for all.</param>
    /// <param name="nextPageToken">Token of the page before; null for the first.</param>
    /// <param name="options">Options.</param>
    /// <returns>The page.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<WorkflowListPage> ListWorkflowsPaginatedAsync(
        string query, byte[]? nextPageToken, WorkflowListPaginatedOptions? options = null);

    /// <summary>Gets a handle of an activity by the token of its task.</summary>
    /// <param name="taskToken">Token.</param>
    /// <returns>The handle.</returns>
    AsyncActivityHandle GetAsyncActivityHandle(byte[] taskToken);

    /// <summary>Gets a handle of an activity by its ids.</summary>
    /// <param name="workflowId">Workflow id.</param>
    /// <param name="runId">Run id.</param>
    /// <param name="activityId">Activity id.</param>
    /// <returns>The handle.</returns>
    AsyncActivityHandle GetAsyncActivityHandle(string workflowId, string runId, string activityId);
}
