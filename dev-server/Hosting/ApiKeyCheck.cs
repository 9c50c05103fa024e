using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using DirectedExecution.DevServer.Engine;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// Lets in who shows one of the keys as <c>authorization: Bearer KEY</c>; everybody when there are no keys. Only
/// digests are kept, and nothing of a key is ever written anywhere.
/// </summary>
internal sealed class ApiKeyCheck
{
    private const string Scheme = "Bearer ";
    private const string Unauthorized = "Request unauthorized.";

    /// <summary>What tells nothing but that a server is there; open on the real server too.</summary>
    private static readonly FrozenSet<string> Open = new[]
    {
        "/grpc.health.v1.Health/Check",
        "/temporal.api.workflowservice.v1.WorkflowService/GetSystemInfo",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly byte[][] digests;

    public ApiKeyCheck(IEnumerable<string> keys) => digests = [.. keys.Select(Digest)];

    /// <param name="rpcPath">The method, as <c>/package.Service/Method</c>.</param>
    /// <param name="authorization">The header of that name.</param>
    /// <exception cref="RpcError">PERMISSION_DENIED, whether the key is missing, malformed or wrong.</exception>
    public void Check(string rpcPath, string authorization)
    {
        if (digests.Length > 0 && !Open.Contains(rpcPath) && !IsKnown(authorization))
        {
            throw new RpcError(
                GrpcStatusCode.PermissionDenied, Unauthorized, new PermissionDeniedFailure { Reason = string.Empty });
        }
    }

    /// <summary>Compares with every key, in time that does not depend on what they have in common.</summary>
    private bool IsKnown(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var shown = Digest(header[Scheme.Length..]);
        var isKnown = false;
        foreach (var digest in digests)
        {
            isKnown |= CryptographicOperations.FixedTimeEquals(shown, digest);
        }

        return isKnown;
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
