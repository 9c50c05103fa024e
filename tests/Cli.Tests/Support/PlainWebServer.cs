using System.Net;
using System.Net.Sockets;

namespace Cli.Tests.Support;

/// <summary>Something that listens and speaks HTTP/1 only.</summary>
internal sealed class PlainWebServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public PlainWebServer()
    {
        listener.Start();
        Address = listener.LocalEndpoint.ToString()!;
        serving = ServeAsync();
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                var bytes = new byte[1024];
                _ = await stream.ReadAsync(bytes);
                await stream.WriteAsync(
                    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }
}
