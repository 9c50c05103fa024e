using System.Net;
using System.Net.Sockets;

namespace DirectedExecution.Cli.Demo;

/// <summary>A port that was free a moment ago, for a program that has to be told its port.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
