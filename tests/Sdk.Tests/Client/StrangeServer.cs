using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sdk.Tests.Client;

/// <summary>A TCP server that says one thing to everybody and hangs up: not Temporal.</summary>
internal sealed class StrangeServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public StrangeServer(string greeting)
    {
        listener.Start();
        serving = ServeAsync(Encoding.ASCII.GetBytes(greeting));
    }

    public string Address =>
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync(byte[] greeting)
    {
        try
        {
            while (true)
            {
                using var peer = await listener.AcceptTcpClientAsync(stop.Token);
                var stream = peer.GetStream();
                await stream.ReadAtLeastAsync(new byte[24], 24, throwOnEndOfStream: false, stop.Token);
                await stream.WriteAsync(greeting, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
