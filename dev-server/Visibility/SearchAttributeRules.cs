using System.Text;
using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>What callers may set: known names, values of the declared type, bounded sizes.</summary>
internal static class SearchAttributeRules
{
    private const int MaxKeys = 100;
    private const int MaxValueBytes = 2 * 1024;
    private const int MaxTotalBytes = 40 * 1024;
    private const string TypeKey = "type";

    /// <summary>
    /// A checked copy with the <c>type</c> metadata that stored values have, null payloads too.
    /// </summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT that names the attribute.</exception>
    public static SearchAttributes Check(
        string namespaceName, SearchAttributes attributes, Func<string, IndexedValueType?> customType)
    {
        if (attributes.IndexedFields.Count > MaxKeys)
        {
            throw RpcError.InvalidArgument(
                $"Number of search attributes {attributes.IndexedFields.Count} exceeds limit {MaxKeys}.");
        }

        var total = 0;
        var stored = new SearchAttributes();
        foreach (var (name, payload) in attributes.IndexedFields)
        {
            var type = SystemSearchAttributes.SettableType(name) ?? CustomType(namespaceName, name, customType);
            total += Encoding.UTF8.GetByteCount(name) + payload.Data.Length;
            stored.IndexedFields[name] = SearchAttributeValue.IsNull(payload)
                ? WithType(payload, type)
                : CheckValue(name, payload, type);
        }

        return total <= MaxTotalBytes
            ? stored
            : throw RpcError.InvalidArgument($"Total size of search attributes {total} exceeds limit {MaxTotalBytes}.");
    }

    // Clients look for these words to tell what is missing.
    private static IndexedValueType CustomType(
        string namespaceName, string name, Func<string, IndexedValueType?> customType)
    {
        if (SystemSearchAttributes.IsReserved(name))
        {
            throw RpcError.InvalidArgument($"Search attribute {name} can't be set: it is reserved for the system.");
        }

        return customType(name) ?? throw RpcError.InvalidArgument(
            $"Namespace {namespaceName} has no mapping defined for search attribute {name}");
    }

    private static Payload CheckValue(string name, Payload payload, IndexedValueType type)
    {
        if (payload.Data.Length > MaxValueBytes)
        {
            throw RpcError.InvalidArgument(
                $"Search attribute {name} value size {payload.Data.Length} exceeds limit {MaxValueBytes}.");
        }

        if (SearchAttributeValue.TryRead(payload, type) is null)
        {
            throw RpcError.InvalidArgument(
                $"Search attribute {name} has a value that is not of its type {SearchAttributeTypes.NameOf(type)}.");
        }

        return WithType(payload, type);
    }

    private static Payload WithType(Payload payload, IndexedValueType type)
    {
        var stored = payload.Clone();
        stored.Metadata[TypeKey] = ByteString.CopyFromUtf8(SearchAttributeTypes.NameOf(type));
        return stored;
    }
}
