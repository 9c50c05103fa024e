using System.Net;
using System.Net.Sockets;
using DirectedExecution.DevServer.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevServer.Tests.Hosting;

/// <summary>A client may keep a connection and say nothing.</summary>
public sealed class IdleConnectionTests
{
    private const int FrameHeaderLength = 9;
    private const byte GoAway = 7;

    // Kestrel looks at its timeouts once a second: after three of these an idle connection that is to be closed is closed.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Connection_WithoutCalls_StaysOpen()
    {
        await using var server = await DirectedExecution.DevServer.Hosting.DevServer.StartAsync(
            new DevServerOptions { Port = 0 }, NullLoggerFactory.Instance);
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(server.Address));
        var stream = client.GetStream();
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray());

        Assert.DoesNotContain(GoAway, await FramesAsync(stream));
    }

    /// <summary>The types of all frames until the server has been silent for long enough; a closed connection counts as GOAWAY.</summary>
    private static async Task<List<byte>> FramesAsync(NetworkStream stream)
    {
        var types = new List<byte>();
        var header = new byte[FrameHeaderLength];
        while (true)
        {
            using var silence = new CancellationTokenSource(Silence);
            try
            {
                await stream.ReadExactlyAsync(header, silence.Token);
                types.Add(header[3]);
                await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]], silence.Token);
            }
            catch (OperationCanceledException)
            {
                return types;
            }
            catch (EndOfStreamException)
            {
                return [.. types, GoAway];
            }
        }
    }
}
