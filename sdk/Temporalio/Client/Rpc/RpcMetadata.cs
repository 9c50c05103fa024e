using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Protocol.Grpc;

namespace Temporalio.Client.Rpc;

/// <summary>The headers that a call carries beyond gRPC's own. What is nearer to the call wins.</summary>
internal static class RpcMetadata
{
    private const string BinarySuffix = "-bin";

    private static readonly ConcurrentDictionary<MessageDescriptor, IFieldAccessor?> NamespaceFields = new();

    /// <summary>Refuses keys that HTTP/2 or gRPC would refuse later and less clearly.</summary>
    /// <exception cref="ArgumentException">A key is not in lower case, holds other characters, or has the wrong
    /// ending.</exception>
    public static void Check(
        IEnumerable<KeyValuePair<string, string>>? texts, IEnumerable<KeyValuePair<string, byte[]>>? binaries)
    {
        foreach (var (key, value) in texts ?? [])
        {
            CheckKey(key, isBinary: false);
            if (value.Any(c => c is < ' ' or > '~'))
            {
                throw new ArgumentException($"Metadata value of '{key}' must be printable ASCII");
            }
        }

        foreach (var (key, _) in binaries ?? [])
        {
            CheckKey(key, isBinary: true);
        }
    }

    public static void Apply(HttpRequestHeaders headers, IMessage request, RpcOptions? call, RpcDefaults defaults)
    {
        Add(headers, call?.Metadata, call?.BinaryMetadata);
        Add(headers, defaults.Metadata, defaults.BinaryMetadata);
        AddIfAbsent(headers, "client-name", RpcDefaults.ClientName);
        AddIfAbsent(headers, "client-version", RpcDefaults.ClientVersion);
        if (NamespaceOf(request) is { Length: > 0 } ns && ns.All(c => c is >= ' ' and <= '~'))
        {
            AddIfAbsent(headers, "temporal-namespace", ns);
        }

        if (!string.IsNullOrEmpty(defaults.ApiKey))
        {
            AddIfAbsent(headers, "authorization", $"Bearer {defaults.ApiKey}");
        }
    }

    /// <summary>The namespace that a request names; null where it has no such field.</summary>
    public static string? NamespaceOf(IMessage request) =>
        NamespaceFields.GetOrAdd(request.Descriptor, FindNamespace)?.GetValue(request) as string;

    private static void Add(
        HttpRequestHeaders headers,
        IReadOnlyCollection<KeyValuePair<string, string>>? texts,
        IReadOnlyCollection<KeyValuePair<string, byte[]>>? binaries)
    {
        // Within one level a key may stand more than once; between levels the nearer one replaces the other.
        HashSet<string> nearer = [.. headers.Select(header => header.Key)];
        foreach (var (key, value) in texts ?? [])
        {
            if (!nearer.Contains(key))
            {
                headers.TryAddWithoutValidation(key, value);
            }
        }

        foreach (var (key, value) in binaries ?? [])
        {
            if (!nearer.Contains(key))
            {
                headers.TryAddWithoutValidation(key, GrpcHeaders.EncodeBinary(value));
            }
        }
    }

    private static void AddIfAbsent(HttpRequestHeaders headers, string key, string value)
    {
        if (!headers.Contains(key))
        {
            headers.TryAddWithoutValidation(key, value);
        }
    }

    private static IFieldAccessor? FindNamespace(MessageDescriptor message) =>
        message.FindFieldByName("namespace") is { FieldType: FieldType.String, IsRepeated: false } field
            ? field.Accessor
            : null;

    private static void CheckKey(string key, bool isBinary)
    {
        if (key.Length == 0 || key.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.')))
        {
            throw new ArgumentException($"Metadata key '{key}' may hold lower case letters, digits, '-', '_' and '.'");
        }

        if (key.EndsWith(BinarySuffix, StringComparison.Ordinal) != isBinary)
        {
            throw new ArgumentException(isBinary
                ? $"Binary metadata key '{key}' must end in '{BinarySuffix}'"
                : $"Metadata key '{key}' ends in '{BinarySuffix}': use the binary metadata");
        }
    }
}
