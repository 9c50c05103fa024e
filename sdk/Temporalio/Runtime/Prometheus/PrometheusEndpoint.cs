using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>
/// Answers <c>GET /metrics</c> on one address, for as long as the process lives, as a runtime does. Nothing else of
/// HTTP.
/// </summary>
internal sealed class PrometheusEndpoint
{
    private const int MostHeaderBytes = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener listener;
    private readonly Func<string> metrics;

    private PrometheusEndpoint(TcpListener listener, Func<string> metrics)
    {
        this.listener = listener;
        this.metrics = metrics;
    }

    /// <summary>Gets where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <exception cref="ArgumentException">The address is not <c>IP:PORT</c>.</exception>
    /// <exception cref="InvalidOperationException">It cannot be listened on.</exception>
    public static PrometheusEndpoint Start(string? bindAddress, Func<string> metrics)
    {
        // An address alone would parse too, as port 0.
        if (!IPEndPoint.TryParse(bindAddress ?? string.Empty, out var address) ||
            (address.Port == 0 && !bindAddress!.EndsWith(":0", StringComparison.Ordinal)))
        {
            throw new ArgumentException($"Prometheus bind address '{bindAddress}' is not an IP address with a port");
        }

        var listener = new TcpListener(address);
        try
        {
            listener.Start();
        }
        catch (SocketException failure)
        {
            throw new InvalidOperationException(
                $"Prometheus cannot be served on {address}: {failure.Message}", failure);
        }

        var endpoint = new PrometheusEndpoint(listener, metrics);
        _ = Task.Run(endpoint.ServeAsync);
        return endpoint;
    }

    private static async Task<string?> ReadRequestLineAsync(NetworkStream stream, CancellationToken stop)
    {
        var bytes = new byte[MostHeaderBytes];
        for (var length = 0; length < bytes.Length;)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), stop).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            length += read;
            var text = Encoding.ASCII.GetString(bytes, 0, length);
            if (text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return text[..text.IndexOf("\r\n", StringComparison.Ordinal)];
            }
        }

        return null;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(client));
            }
            catch (SocketException failure)
            {
                // A client that went away before it was accepted.
                Trace.TraceWarning("Prometheus endpoint: {0}", failure.Message);
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var owned = client;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var stream = client.GetStream();
            if (await ReadRequestLineAsync(stream, limit.Token).ConfigureAwait(false) is not { } line)
            {
                return;
            }

            var (status, body) = line.Split(' ') switch
            {
                ["GET", var path, ..] when path.Split('?')[0] == "/metrics" => ("200 OK", metrics()),
                ["GET", ..] => ("404 Not Found", "Metrics are at /metrics\n"),
                _ => ("405 Method Not Allowed", "Only GET\n"),
            };
            var bytes = Encoding.UTF8.GetBytes(body);
            var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n" +
                $"Content-Length: {bytes.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), limit.Token).ConfigureAwait(false);
            await stream.WriteAsync(bytes, limit.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
        {
            Trace.TraceWarning("Prometheus endpoint: {0}", gone.Message);
        }
    }
}
