using System.Net;
using DirectedExecution.DevServer.Engine;
using Microsoft.AspNetCore.Http;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Http;

/// <summary>
/// Keeps pages of a browser out. A page calls with its origin, and one that had its own name point here calls under
/// that name: neither an origin nor a name that is not this machine's own is served.
/// </summary>
internal static class HttpHosts
{
    /// <exception cref="RpcError">PERMISSION_DENIED.</exception>
    public static void Check(HttpRequest request)
    {
        if (!IsOwn(request.Host.Host))
        {
            throw new RpcError(GrpcStatusCode.PermissionDenied, "Host not allowed");
        }

        if (request.Headers.Origin.Count > 0)
        {
            throw new RpcError(
                GrpcStatusCode.PermissionDenied, "Pages of a browser may not call the HTTP API of the embedded server");
        }
    }

    // An address is no name that somebody else could point here.
    private static bool IsOwn(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out _)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);
}
