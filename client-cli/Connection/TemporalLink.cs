using System.Net.Sockets;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Settings;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Startup;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DirectedExecution.Cli.Connection;

/// <summary>Connects, and makes sure before anything else that a Temporal server is at the other end.</summary>
internal static class TemporalLink
{
    // A busy machine may take long to answer; who is not there at all is known at once.
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);

    public static async Task<IRunGateway> GatewayAsync(CliSettings settings, CancellationToken cancellationToken) =>
        new TemporalGateway(await ConnectAsync(settings, cancellationToken), settings);

    public static async Task<ITemporalClient> ConnectAsync(CliSettings settings, CancellationToken cancellationToken)
    {
        var address = ServerAddress.Parse(settings.Address);
        var options = OptionsFor(settings);
        try
        {
            var client = await TemporalClient.ConnectAsync(options).WaitAsync(ConnectLimit, cancellationToken);
            var rpc = new RpcOptions { Timeout = ConnectLimit, CancellationToken = cancellationToken };
            return await client.Connection.CheckHealthAsync(options: rpc)
                ? client
                : throw new CliException(
                    ExitCode.CannotConnect, "notServing", $"{address}: the server says that it is not ready",
                    "try again in a moment");
        }
        catch (Exception fault) when (fault is not CliException && !cancellationToken.IsCancellationRequested)
        {
            throw await ExplainAsync(address, fault, cancellationToken);
        }
    }

    private static TemporalClientConnectOptions OptionsFor(CliSettings settings)
    {
        try
        {
            var options = ServerConnection.OptionsFor(settings.Shared);
            options.Identity = $"directed/{settings.Person}";
            return options;
        }
        catch (SettingsException bad)
        {
            throw new CliException(
                ExitCode.BadInput, "badSettings", bad.Message.TrimEnd('.'),
                "mend tls or encryption in the settings file, or the TEMPORAL_TLS and DIRECTED_ENCRYPTION variables");
        }
    }

    // SDKs word a failed connection differently; whether anybody listens is asked of the network itself.
    private static async Task<CliException> ExplainAsync(
        ServerAddress address, Exception fault, CancellationToken cancellationToken)
    {
        if (fault is RpcException
            {
                Code: RpcException.StatusCode.PermissionDenied or RpcException.StatusCode.Unauthenticated
            } denied)
        {
            return new CliException(
                ExitCode.NotAuthorised, "serverDenied", $"{address}: the server denies access: {OneLine(denied)}",
                "check the credentials");
        }

        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(
                address.Host, address.Port, cancellationToken).AsTask().WaitAsync(ConnectLimit, cancellationToken);
        }
        catch (Exception nobody) when (nobody is SocketException or TimeoutException)
        {
            return ConnectionFailures.CannotConnect(address.ToString(), OneLine(nobody));
        }

        // Silence proves nothing about who is silent.
        return IsSilence(fault)
            ? ConnectionFailures.CannotConnect(
                address.ToString(),
                $"somebody takes the connection, but has not answered within {ConnectLimit.TotalSeconds:0} s: it is "
                + "busy, or no Temporal server")
            : ConnectionFailures.NotTemporal(address.ToString(), OneLine(fault));
    }

    private static bool IsSilence(Exception fault) => fault is TimeoutException or OperationCanceledException
        or RpcException { Code: RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled };

    private static string OneLine(Exception fault) => fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
