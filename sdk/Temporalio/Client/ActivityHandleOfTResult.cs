namespace Temporalio.Client;

/// <summary>
/// Refers to an activity without a workflow, which this SDK does not support: its calls throw.
/// </summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
/// <param name="Client">Client.</param>
/// <param name="Id">Activity id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
public record ActivityHandle<TResult>(ITemporalClient Client, string Id, string? RunId = null)
    : ActivityHandle(Client, Id, RunId)
{
    /// <summary>Waits for the result.</summary>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public new Task<TResult> GetResultAsync(RpcOptions? rpcOptions = null) => GetResultAsync<TResult>(rpcOptions);
}
