using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace Temporalio.Common;

/// <summary>
/// The one text form of search attribute values: JSON with the kind in metadata "type". Converter and codec never see them,
/// because the server itself has to read them.
/// </summary>
internal static class SearchAttributePayloads
{
    private static readonly (IndexedValueType Kind, string Name)[] Kinds =
    [
        (IndexedValueType.Text, "Text"),
        (IndexedValueType.Keyword, "Keyword"),
        (IndexedValueType.Int, "Int"),
        (IndexedValueType.Double, "Double"),
        (IndexedValueType.Bool, "Bool"),
        (IndexedValueType.Datetime, "Datetime"),
        (IndexedValueType.KeywordList, "KeywordList"),
    ];

    // The server's parser of instants takes the text as it stands, escapes and all: "+" must not become \u002B.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A value in its protocol form.</summary>
    public static Payload ToPayload(SearchAttributeKey key, object value)
    {
        var json = value switch
        {
            DateTimeOffset instant =>
                JsonSerializer.SerializeToUtf8Bytes(instant.ToString("O", CultureInfo.InvariantCulture), Json),
            IReadOnlyCollection<string> words => JsonSerializer.SerializeToUtf8Bytes(words.ToArray(), Json),
            _ => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Json),
        };
        return Build(key, "json/plain", ByteString.CopyFrom(json));
    }

    /// <summary>The protocol form of "no value any more".</summary>
    public static Payload ToUnsetPayload(SearchAttributeKey key) => Build(key, "binary/null", ByteString.Empty);

    /// <summary>Reads one attribute; null when it holds no value.</summary>
    /// <exception cref="ArgumentException">The kind is unknown or the value is not of that kind.</exception>
    public static (SearchAttributeKey Key, object Value)? FromPayload(string name, Payload payload)
    {
        if (payload.Data.IsEmpty || payload.Data.ToStringUtf8() == "null")
        {
            return null;
        }

        if (!payload.Metadata.TryGetValue("type", out var typeBytes))
        {
            throw new ArgumentException($"Search attribute {name} has no type in its metadata");
        }

        using var json = JsonDocument.Parse(payload.Data.Memory);
        var root = json.RootElement;
        var typeName = typeBytes.ToStringUtf8();
        var kind = Kinds.FirstOrDefault(known => IsNamed(known, typeName)).Kind;
        if (kind != IndexedValueType.KeywordList && root.ValueKind == JsonValueKind.Array)
        {
            root = root.GetArrayLength() switch
            {
                0 => default,
                1 => root[0],
                var many => throw new ArgumentException($"Search attribute {name} has {many} values, expected one"),
            };
            if (root.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                return null;
            }
        }

        try
        {
            return Read(name, kind, typeName, root);
        }
        catch (Exception unfit) when (unfit is InvalidOperationException or FormatException)
        {
            throw new ArgumentException($"Search attribute {name} of type {typeName} holds {root.GetRawText()}", unfit);
        }
    }

    private static (SearchAttributeKey Key, object Value) Read(
        string name, IndexedValueType kind, string typeName, JsonElement json) => kind switch
        {
            IndexedValueType.Text => (SearchAttributeKey.CreateText(name), json.GetString()!),
            IndexedValueType.Keyword => (SearchAttributeKey.CreateKeyword(name), json.GetString()!),
            IndexedValueType.Int => (SearchAttributeKey.CreateLong(name), json.GetInt64()),
            IndexedValueType.Double => (SearchAttributeKey.CreateDouble(name), json.GetDouble()),
            IndexedValueType.Bool => (SearchAttributeKey.CreateBool(name), json.GetBoolean()),
            IndexedValueType.Datetime => (SearchAttributeKey.CreateDateTimeOffset(name), json.GetDateTimeOffset()),
            IndexedValueType.KeywordList => (SearchAttributeKey.CreateKeywordList(name), ReadWords(json)),
            _ => throw new ArgumentException($"Search attribute {name} has unknown type '{typeName}'"),
        };

    private static string[] ReadWords(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(word => word.GetString()!)]
        : [json.GetString()!];

    // Servers write the short name; some write the name of the enum value.
    private static bool IsNamed((IndexedValueType Kind, string Name) known, string typeName) =>
        known.Name == typeName ||
        (typeName.StartsWith("INDEXED_VALUE_TYPE_", StringComparison.Ordinal) &&
            typeName["INDEXED_VALUE_TYPE_".Length..].Replace("_", string.Empty, StringComparison.Ordinal)
                .Equals(known.Name, StringComparison.OrdinalIgnoreCase));

    private static Payload Build(SearchAttributeKey key, string encoding, ByteString data)
    {
        var kind = Kinds.First(known => known.Kind == key.ValueType);
        var payload = new Payload { Data = data };
        payload.Metadata["encoding"] = ByteString.CopyFromUtf8(encoding);
        payload.Metadata["type"] = ByteString.CopyFromUtf8(kind.Name);
        return payload;
    }
}
