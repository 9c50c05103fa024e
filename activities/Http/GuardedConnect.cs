using System.Net;
using System.Net.Sockets;

namespace DirectedExecution.Activities.Http;

/// <summary>
/// The handler that requests go through. The address is checked where the socket connects, after the name was
/// resolved: a check of the URL alone misses names that change what they point to.
/// </summary>
internal static class GuardedConnect
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTime,
        MaxResponseHeadersLength = 32,

        // A connection that the server has meanwhile closed would look like a lost reply: always a fresh one.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>
    /// Link-local addresses: behind them stand the metadata services that hand out the machine's credentials.
    /// </summary>
    public static bool IsForbidden(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? plain.GetAddressBytes() is [169, 254, ..]
            : plain.IsIPv6LinkLocal || plain.Equals(IPAddress.Parse("fd00:ec2::254"));
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(address => !IsForbidden(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException(context.DnsEndPoint.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
