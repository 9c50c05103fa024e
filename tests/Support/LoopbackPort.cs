using System.Net;
using System.Net.Sockets;

namespace Tests.Support;

/// <summary>Ports for servers that cannot choose one themselves.</summary>
public static class LoopbackPort
{
    /// <summary>A port that nobody listened on a moment ago.</summary>
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
