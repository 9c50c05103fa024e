namespace Temporalio.Client;

/// <summary>A workflow of a known type and result to act upon.</summary>
/// <typeparam name="TWorkflow">Workflow type.</typeparam>
/// <typeparam name="TResult">Type of the result.</typeparam>
/// <param name="Client">Client.</param>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run for signals, queries, cancel and the like; null for the latest run.</param>
/// <param name="ResultRunId">Run from which a result is awaited; null for the latest run.</param>
/// <param name="FirstExecutionRunId">First run of the chain that cancel and terminate mean; null for any.</param>
public record WorkflowHandle<TWorkflow, TResult>(
    ITemporalClient Client,
    string Id,
    string? RunId = null,
    string? ResultRunId = null,
    string? FirstExecutionRunId = null)
    : WorkflowHandle<TWorkflow>(Client, Id, RunId, ResultRunId, FirstExecutionRunId)
{
    /// <summary>Waits for the result.</summary>
    /// <param name="followRuns">Whether to go on with the next run after continue-as-new, retry or cron.</param>
    /// <param name="rpcOptions">Options of each call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.WorkflowFailedException">The workflow did not complete.</exception>
    /// <exception cref="Exceptions.WorkflowContinuedAsNewException">It continued as new and is not to be
    /// followed.</exception>
    /// <exception cref="Exceptions.RpcException">A call failed.</exception>
    public new Task<TResult> GetResultAsync(bool followRuns = true, RpcOptions? rpcOptions = null) =>
        GetResultAsync<TResult>(followRuns, rpcOptions);
}
