using System.Text.Json;
using System.Text.Json.Serialization;

namespace Temporalio.Converters;

/// <summary>
/// Reads JSON into <see cref="object"/> as common types (string, bool, long, double, list, dictionary) instead of
/// <see cref="JsonElement"/>. Add it to the options of the JSON converter where untyped values are wanted.
/// </summary>
public class JsonCommonTypeConverter : JsonConverter<object?>
{
    /// <summary>Gets the instance.</summary>
    public static JsonCommonTypeConverter Instance { get; } = new();

    /// <inheritdoc />
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return ToCommon(json.RootElement);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case var _ when value.GetType() == typeof(object):
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            default:
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
                break;
        }
    }

    private static object? ToCommon(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number when json.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(ToCommon).ToList(),
        _ => json.EnumerateObject().ToDictionary(property => property.Name, property => ToCommon(property.Value)),
    };
}
