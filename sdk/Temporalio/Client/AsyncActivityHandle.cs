using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Client;

/// <summary>An activity that is completed from outside its worker.</summary>
/// <param name="Client">Client.</param>
/// <param name="Activity">Which activity.</param>
public record AsyncActivityHandle(ITemporalClient Client, AsyncActivityHandle.Reference Activity)
    : IWithSerializationContext<AsyncActivityHandle>
{
    /// <summary>Gets the converter in place of the client's; null for that.</summary>
    public DataConverter? DataConverterOverride { get; init; }

    /// <summary>Sends a heartbeat.</summary>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="AsyncActivityCanceledException">The activity is to be cancelled, is paused or was
    /// reset.</exception>
    /// <exception cref="RpcException">The call failed; NotFound when the activity is over.</exception>
    public virtual Task HeartbeatAsync(AsyncActivityHeartbeatOptions? options = null) =>
        Client.OutboundInterceptor.HeartbeatAsyncActivityAsync(new(Activity, options, DataConverterOverride));

    /// <summary>Completes the activity.</summary>
    /// <param name="result">Result.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed; NotFound when the activity is over.</exception>
    public virtual Task CompleteAsync(object? result = null, AsyncActivityCompleteOptions? options = null) =>
        Client.OutboundInterceptor.CompleteAsyncActivityAsync(new(Activity, result, options, DataConverterOverride));

    /// <summary>Fails the activity.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed; NotFound when the activity is over.</exception>
    public virtual Task FailAsync(Exception exception, AsyncActivityFailOptions? options = null) =>
        Client.OutboundInterceptor.FailAsyncActivityAsync(new(Activity, exception, options, DataConverterOverride));

    /// <summary>Reports the activity as cancelled; only after cancellation was asked for.</summary>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="RpcException">The call failed; NotFound when the activity is over.</exception>
    public virtual Task ReportCancellationAsync(AsyncActivityReportCancellationOptions? options = null) =>
        Client.OutboundInterceptor.ReportCancellationAsyncActivityAsync(new(Activity, options, DataConverterOverride));

    /// <inheritdoc />
    public AsyncActivityHandle WithSerializationContext(ISerializationContext context) => this with
    {
        DataConverterOverride =
            (DataConverterOverride ?? Client.Options.DataConverter).WithSerializationContext(context),
    };

    /// <summary>Which activity.</summary>
    public abstract record Reference
    {
        private protected Reference()
        {
        }
    }

    /// <summary>An activity by its ids.</summary>
    /// <param name="WorkflowId">Workflow id.</param>
    /// <param name="RunId">Run id; null for the latest run.</param>
    /// <param name="ActivityId">Activity id.</param>
    public sealed record IdReference(string WorkflowId, string? RunId, string ActivityId) : Reference;

    /// <summary>An activity by the token of its task.</summary>
    /// <param name="TaskToken">Token.</param>
    public sealed record TaskTokenReference(byte[] TaskToken) : Reference;
}
