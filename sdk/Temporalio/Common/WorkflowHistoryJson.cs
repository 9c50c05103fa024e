using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Api.History.V1;

namespace Temporalio.Common;

/// <summary>
/// Reads history JSON in both spellings of enum values: the protocol's (EVENT_TYPE_TIMER_STARTED), which Google.Protobuf takes,
/// and the older one without the prefix (TimerStarted), which is put right first, guided by the descriptors.
/// </summary>
internal static class WorkflowHistoryJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly ConcurrentDictionary<EnumDescriptor, Dictionary<string, string>> Spellings = new();

    public static History Parse(string json)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json) as JsonObject ??
                throw new ArgumentException("History JSON must be an object with 'events'", nameof(json));
        }
        catch (JsonException damaged)
        {
            throw new ArgumentException($"History is not JSON: {damaged.Message}", nameof(json), damaged);
        }

        if (!root.ContainsKey("events") && root["history"] is JsonObject wrapped)
        {
            root = wrapped;
        }

        if (!root.ContainsKey("events"))
        {
            throw new ArgumentException("History JSON must be an object with 'events'", nameof(json));
        }

        FixMessage(root, History.Descriptor);
        try
        {
            return Parser.Parse<History>(root.ToJsonString());
        }
        catch (Exception unfit) when (unfit is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new ArgumentException($"History JSON does not fit: {unfit.Message}", nameof(json), unfit);
        }
    }

    private static void FixMessage(JsonObject json, MessageDescriptor message)
    {
        foreach (var (name, value) in json.ToArray())
        {
            var field = message.Fields.InFieldNumberOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name);
            if (field is not null && value is not null)
            {
                FixField(json, name, value, field);
            }
        }
    }

    private static void FixField(JsonObject owner, string name, JsonNode value, FieldDescriptor field)
    {
        if (field.IsMap)
        {
            var element = field.MessageType.FindFieldByNumber(2);
            if (value is JsonObject map)
            {
                foreach (var (key, entry) in map.ToArray())
                {
                    FixOne(entry, element, fix => map[key] = fix);
                }
            }
        }
        else if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                FixOne(list[i], field, fix => list[i] = fix);
            }
        }
        else
        {
            FixOne(value, field, fix => owner[name] = fix);
        }
    }

    private static void FixOne(JsonNode? value, FieldDescriptor field, Action<JsonNode> replace)
    {
        if (field.FieldType == FieldType.Message && value is JsonObject inner)
        {
            FixMessage(inner, field.MessageType);
        }
        else if (field.FieldType == FieldType.Enum && value is JsonValue scalar &&
            scalar.TryGetValue<string>(out var text) &&
            Spellings.GetOrAdd(field.EnumType, SpellingsOf).TryGetValue(text, out var proper))
        {
            replace(JsonValue.Create(proper));
        }
    }

    private static Dictionary<string, string> SpellingsOf(EnumDescriptor type)
    {
        var prefix = PrefixOf(type);
        return type.Values
            .Where(value => value.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(value => Pascal(value.Name[prefix.Length..]), value => value.Name);
    }

    // EventType -> EVENT_TYPE_: the first value is always PREFIX_UNSPECIFIED.
    private static string PrefixOf(EnumDescriptor type)
    {
        var first = type.Values[0].Name;
        const string suffix = "UNSPECIFIED";
        return first.EndsWith(suffix, StringComparison.Ordinal) ? first[..^suffix.Length] : string.Empty;
    }

    private static string Pascal(string upperSnake) => string.Concat(upperSnake.Split('_')
        .Where(word => word.Length > 0)
        .Select(word => word[..1] + word[1..].ToLowerInvariant()));
}
