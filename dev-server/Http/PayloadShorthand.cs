using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.DevServer.Http;

/// <summary>
/// The short form of payloads in JSON, as the official HTTP API has it: a payload of plain JSON stands as that JSON,
/// one of a Protobuf message as its JSON with <c>_protoMessageType</c>, several payloads as an array. What has no short
/// form keeps its long one. Works on JSON trees beside the descriptors that say where payloads are.
/// </summary>
internal static class PayloadShorthand
{
    private const string EncodingKey = "encoding";
    private const string MessageTypeKey = "messageType";
    private const string MessageTypeMember = "_protoMessageType";
    private const string Plain = "json/plain";
    private const string Proto = "json/protobuf";
    private const string Null = "binary/null";

    // As the official API writes and reads numbers: as they stand.
    private static readonly JsonWriterOptions Compact = new() { Encoder = HttpJson.Encoder };

    /// <summary>Writes payloads short, where they can be.</summary>
    public static JsonNode? Shorten(JsonNode? node, MessageDescriptor type) => Walk(node, type, ShortOf, ShortOfAll);

    /// <summary>Writes payloads in the long form that Protobuf's JSON has.</summary>
    /// <exception cref="FormatException">A member that tells the message type is no text.</exception>
    public static JsonNode? Expand(JsonNode? node, MessageDescriptor type) => Walk(node, type, LongOf, LongOfAll);

    private static JsonNode? Walk(
        JsonNode? node, MessageDescriptor type, Func<JsonNode?, JsonNode?> one, Func<JsonNode?, JsonNode?> all)
    {
        if (type.FullName == Payload.Descriptor.FullName)
        {
            return one(node);
        }

        if (type.FullName == Payloads.Descriptor.FullName)
        {
            return all(node);
        }

        if (node is not JsonObject members || type.File.Package == "google.protobuf")
        {
            return node;
        }

        foreach (var (name, value) in members.ToList())
        {
            if (FieldOf(type, name) is { FieldType: FieldType.Message } field)
            {
                members[name] = Value(Detach(members, name, value), field);
            }
        }

        return members;

        JsonNode? Value(JsonNode? value, FieldDescriptor field)
        {
            if (field.IsMap)
            {
                return field.MessageType.FindFieldByNumber(2) is { FieldType: FieldType.Message } inMap
                    && value is JsonObject entries
                        ? EachEntry(entries, inMap.MessageType)
                        : value;
            }

            return field.IsRepeated && value is JsonArray elements
                ? new JsonArray([.. elements.ToList().Select(element =>
                    Walk(element?.DeepClone(), field.MessageType, one, all))])
                : Walk(value, field.MessageType, one, all);
        }

        JsonObject EachEntry(JsonObject entries, MessageDescriptor entryType)
        {
            foreach (var (key, value) in entries.ToList())
            {
                entries[key] = Walk(Detach(entries, key, value), entryType, one, all);
            }

            return entries;
        }
    }

    public static FieldDescriptor? FieldOf(MessageDescriptor type, string name) =>
        type.FindFieldByName(name) ?? type.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name);

    // A node has one parent at a time.
    private static JsonNode? Detach(JsonObject parent, string name, JsonNode? value)
    {
        parent[name] = null;
        return value;
    }

    private static JsonNode? ShortOf(JsonNode? payload) => TryShort(payload, out var value) ? value : payload;

    private static JsonNode? ShortOfAll(JsonNode? payloads)
    {
        var list = payloads?["payloads"] as JsonArray ?? [];
        var values = new List<JsonNode?>();
        foreach (var payload in list)
        {
            if (!TryShort(payload, out var value))
            {
                return payloads;
            }

            values.Add(value);
        }

        return new JsonArray([.. values]);
    }

    private static bool TryShort(JsonNode? json, out JsonNode? value)
    {
        value = null;
        var payload = JsonParser.Default.Parse<Payload>(json?.ToJsonString() ?? "{}");
        var encoding = payload.Metadata.TryGetValue(EncodingKey, out var named) ? named.ToStringUtf8() : string.Empty;
        switch (encoding)
        {
            case Null when payload.Data.IsEmpty && payload.Metadata.Count == 1:
                value = Long(Null, data: null);
                return true;
            case Plain when payload.Metadata.Count == 1:
                return TryParse(payload.Data, out value) && value is not null;
            case Proto when payload.Metadata.Count == 2 && payload.Metadata.TryGetValue(MessageTypeKey, out var type):
                if (!TryParse(payload.Data, out value) || value is not JsonObject members)
                {
                    return false;
                }

                members[MessageTypeMember] = type.ToStringUtf8();
                return true;
            default:
                return false;
        }
    }

    private static bool TryParse(ByteString data, out JsonNode? value)
    {
        try
        {
            value = JsonNode.Parse(data.Span, null, HttpJson.Strict);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }

    private static JsonNode? LongOfAll(JsonNode? node) => node is JsonArray list
        ? new JsonObject { ["payloads"] = new JsonArray([.. list.Select(one => LongOf(one?.DeepClone()))]) }
        : node;

    private static JsonNode? LongOf(JsonNode? node) => node switch
    {
        null => Long(Null, data: null),
        JsonObject members when IsLong(members) => members,
        JsonObject members when members.TryGetPropertyValue(MessageTypeMember, out var type) =>
            OfMessage(members, type),
        _ => Long(Plain, Bytes(node)),
    };

    private static JsonObject OfMessage(JsonObject members, JsonNode? type)
    {
        if (type?.GetValueKind() != JsonValueKind.String)
        {
            throw new FormatException($"\"{MessageTypeMember}\" is not a text");
        }

        members.Remove(MessageTypeMember);
        var payload = Long(Proto, Bytes(members));
        payload["metadata"]![MessageTypeKey] = Base64(type.GetValue<string>());
        return payload;
    }

    // With an encoding, and with data unless there is none to have; all of it in base64.
    private static bool IsLong(JsonObject members)
    {
        if (members["metadata"] is not JsonObject metadata || !metadata.ContainsKey(EncodingKey))
        {
            return false;
        }

        var isComplete = members.Count == 1
            ? metadata[EncodingKey] is JsonValue only && IsBase64(only, out var text) && text == Null
            : members.Count == 2 && members["data"] is JsonValue data && IsBase64(data, out _);
        return isComplete && metadata.All(entry => entry.Value is JsonValue value && IsBase64(value, out _));
    }

    private static bool IsBase64(JsonValue value, out string text)
    {
        text = string.Empty;
        if (value.GetValueKind() != JsonValueKind.String
            || HttpJson.FromBase64(value.GetValue<string>()) is not { } bytes)
        {
            return false;
        }

        text = System.Text.Encoding.UTF8.GetString(bytes);
        return true;
    }

    private static JsonObject Long(string encoding, byte[]? data)
    {
        var payload = new JsonObject { ["metadata"] = new JsonObject { [EncodingKey] = Base64(encoding) } };
        if (data is not null)
        {
            payload["data"] = Convert.ToBase64String(data);
        }

        return payload;
    }

    private static byte[] Bytes(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            node.WriteTo(writer);
        }

        return stream.ToArray();
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
