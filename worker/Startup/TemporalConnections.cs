using DirectedExecution.Worker.Configuration;
using Microsoft.Extensions.Logging;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DirectedExecution.Worker.Startup;

/// <summary>
/// Connects to the Temporal server of the settings, and says in one sentence what is wrong when that fails.
/// </summary>
public static class TemporalConnections
{
    // A busy machine may take long to answer; who is not there at all is known at once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A client whose server and namespace were seen to be there.</summary>
    /// <exception cref="SettingsException">There is no such server or namespace.</exception>
    public static async Task<TemporalClient> ConnectAsync(
        WorkerSettings settings,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var options = ServerConnection.OptionsFor(settings);
        options.LoggerFactory = loggers;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var client = TemporalClient.CreateLazy(options);
            await client.Connection.WorkflowService.GetSystemInfoAsync(new GetSystemInfoRequest(), Rpc(patience.Token));
            await client.Connection.WorkflowService.DescribeNamespaceAsync(
                new DescribeNamespaceRequest { Namespace = settings.Namespace }, Rpc(patience.Token));
            return client;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SettingsException(SentenceFor(settings, fault));
        }
    }

    private static RpcOptions Rpc(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, Retry = false };

    private static string SentenceFor(WorkerSettings settings, Exception fault) => fault switch
    {
        RpcException { Code: RpcException.StatusCode.NotFound } =>
            $"The Temporal server at {settings.Address} has no namespace '{settings.Namespace}'.",
        RpcException { Code: RpcException.StatusCode.Unauthenticated or RpcException.StatusCode.PermissionDenied } =>
            $"The Temporal server at {settings.Address} does not let this client into '{settings.Namespace}'.",
        RpcException { Code: RpcException.StatusCode.Unimplemented } =>
            $"What answers at {settings.Address} is no Temporal server.",
        RpcException { Code: RpcException.StatusCode.Unavailable } rpc =>
            $"No Temporal server answers at {settings.Address} ({rpc.Message.TrimEnd('.')}).",
        OperationCanceledException or RpcTimeoutOrCanceledException
            or RpcException { Code: RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled } =>
            $"{settings.Address} takes the connection, but has not answered within {Patience.TotalSeconds:0} " +
            "seconds: it is busy, or no Temporal server.",
        _ => $"The Temporal server at {settings.Address} cannot be used: {fault.Message}",
    };
}
