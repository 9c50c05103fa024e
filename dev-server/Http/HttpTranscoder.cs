using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Http;

/// <summary>Between JSON with fields in paths and queries, and the messages of the methods.</summary>
internal static class HttpTranscoder
{
    private static readonly Lazy<JsonFormatter> Formatter = new(() => new JsonFormatter(
        JsonFormatter.Settings.Default.WithTypeRegistry(
            TypeRegistry.FromFiles(NotFoundFailure.Descriptor.File))));

    /// <summary>The request that a call means.</summary>
    /// <param name="type">Its message.</param>
    /// <param name="body">Its JSON; empty where the verb has none.</param>
    /// <param name="query">Fields of the query; names that are none are left out, as officially.</param>
    /// <param name="path">Fields of the path, which win.</param>
    /// <param name="isShort">Whether payloads may be short.</param>
    /// <exception cref="RpcError">INVALID_ARGUMENT: it is no JSON, or not that of the message.</exception>
    public static IMessage Request(
        MessageDescriptor type,
        ReadOnlySpan<byte> body,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> path,
        bool isShort)
    {
        try
        {
            var root = body.IsEmpty ? [] : JsonNode.Parse(body, null, HttpJson.Strict) as JsonObject
                ?? throw new FormatException("the body is no JSON object");
            foreach (var (name, value) in query)
            {
                Set(root, type, name, value, isRequired: false);
            }

            foreach (var (name, value) in path)
            {
                Set(root, type, name, value, isRequired: true);
            }

            var whole = isShort ? PayloadShorthand.Expand(root, type) : root;
            return JsonParser.Default.Parse(whole!.ToJsonString(), type);
        }
        catch (Exception bad) when (bad is JsonException or InvalidProtocolBufferException or FormatException)
        {
            throw RpcError.InvalidArgument(bad.Message);
        }
    }

    /// <summary>A reply as JSON.</summary>
    public static JsonNode Reply(IMessage reply, bool isShort)
    {
        var node = JsonNode.Parse(Formatter.Value.Format(reply))!;
        return isShort ? PayloadShorthand.Shorten(node, reply.Descriptor)! : node;
    }

    /// <summary>A refusal as the JSON of <c>google.rpc.Status</c>.</summary>
    public static JsonNode Refusal(GrpcStatusCode code, string message, IMessage? detail)
    {
        var status = new JsonObject { ["code"] = (int)code, ["message"] = message };
        if (detail is not null)
        {
            status["details"] = new JsonArray(JsonNode.Parse(Formatter.Value.Format(Any.Pack(detail))));
        }

        return status;
    }

    /// <summary>Sets a field that is named by a path of fields, with dots between.</summary>
    private static void Set(JsonObject root, MessageDescriptor type, string name, string value, bool isRequired)
    {
        var parts = name.Split('.');
        var (at, owner) = (root, type);
        for (var index = 0; index < parts.Length; index++)
        {
            var field = PayloadShorthand.FieldOf(owner, parts[index]);
            var isLast = index == parts.Length - 1;
            if (field is null || field.IsMap || (!isLast && (field.FieldType != FieldType.Message || field.IsRepeated)))
            {
                if (isRequired)
                {
                    throw new InvalidOperationException($"{type.FullName} has no field {name}");
                }

                return;
            }

            // Both of its names mean one field.
            var key = at.ContainsKey(field.Name) ? field.Name : field.JsonName;
            if (isLast)
            {
                Put(at, key, field, Value(field, value, name));
                return;
            }

            owner = field.MessageType;
            at = at[key] as JsonObject ?? (JsonObject)(at[key] = new JsonObject());
        }
    }

    private static void Put(JsonObject at, string key, FieldDescriptor field, JsonNode? value)
    {
        if (!field.IsRepeated)
        {
            at[key] = value;
        }
        else if (at[key] is JsonArray list)
        {
            list.Add(value);
        }
        else
        {
            at[key] = new JsonArray(value);
        }
    }

    // Whole numbers and moments are read from texts by the parser itself.
    private static JsonValue Value(FieldDescriptor field, string text, string name) => field.FieldType switch
    {
        FieldType.Bool => bool.TryParse(text, out var flag)
            ? JsonValue.Create(flag)
            : throw new FormatException($"field \"{name}\": \"{text}\" is neither true nor false"),
        FieldType.Enum when int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        FieldType.Bytes => JsonValue.Create(Convert.ToBase64String(
            HttpJson.FromBase64(text) ?? throw new FormatException($"field \"{name}\": the value is no base64"))),
        FieldType.Message when field.MessageType.File.Package != "google.protobuf" =>
            throw new FormatException($"field \"{name}\" is a message; name its fields with dots"),
        _ => JsonValue.Create(text),
    };
}
