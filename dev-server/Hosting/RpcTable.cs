using System.Collections.Frozen;
using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>The methods that this server answers, by path.</summary>
internal sealed class RpcTable(IEnumerable<IRpc> methods, IEnumerable<IStreamRpc> streams)
{
    private readonly FrozenDictionary<string, IRpc> byPath =
        methods.ToFrozenDictionary(method => method.Path, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, IStreamRpc> streamsByPath =
        streams.ToFrozenDictionary(method => method.Path, StringComparer.Ordinal);

    /// <summary>A method with a stream; null when the path names none.</summary>
    public IStreamRpc? FindStream(string path) => streamsByPath.GetValueOrDefault(path);

    /// <exception cref="RpcError">UNIMPLEMENTED, in the words that grpc-go uses.</exception>
    public IRpc Get(string path)
    {
        if (byPath.TryGetValue(path, out var method))
        {
            return method;
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        throw RpcError.Unimplemented(parts.Length == 2
            ? $"unknown method {parts[1]} for service {parts[0]}: the embedded server does not have it"
            : $"malformed method name: \"{path}\"");
    }
}
