using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>
/// Refers to an activity without a workflow, which this SDK does not support: its calls throw.
/// </summary>
/// <param name="Client">Client.</param>
/// <param name="Id">Activity id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
public record ActivityHandle(ITemporalClient Client, string Id, string? RunId = null)
{
    /// <summary>Waits for the end, without a result.</summary>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task GetResultAsync(RpcOptions? rpcOptions = null) => GetResultAsync<ValueTuple>(rpcOptions);

    /// <summary>Waits for the result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public virtual Task<TResult> GetResultAsync<TResult>(RpcOptions? rpcOptions = null) =>
        throw Unsupported.StandaloneActivities();

    /// <summary>Describes it.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The description.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public virtual Task<ActivityExecutionDescription> DescribeAsync(ActivityDescribeOptions? options = null) =>
        Client.OutboundInterceptor.DescribeActivityAsync(new(Id, RunId, options));

    /// <summary>Asks for its cancellation.</summary>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public virtual Task CancelAsync(ActivityCancelOptions? options = null) =>
        Client.OutboundInterceptor.CancelActivityAsync(new(Id, RunId, options));

    /// <summary>Ends it at once.</summary>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public virtual Task TerminateAsync(ActivityTerminateOptions? options = null) =>
        Client.OutboundInterceptor.TerminateActivityAsync(new(Id, RunId, options));
}
