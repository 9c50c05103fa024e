using System.Globalization;
using System.Text.Json;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>
/// Reads the JSON value of a search attribute as string, long, double, bool, DateTimeOffset, or an array of strings for
/// a KeywordList.
/// </summary>
internal static class SearchAttributeValue
{
    private const string EncodingKey = "encoding";
    private const string NullEncoding = "binary/null";

    /// <summary>No value: the attribute is absent, or to be removed.</summary>
    public static bool IsNull(Payload payload) =>
        (payload.Metadata.TryGetValue(EncodingKey, out var encoding) && encoding.ToStringUtf8() == NullEncoding) ||
        payload.Data.Length == 0 || payload.Data.Span.SequenceEqual("null"u8) ||
            payload.Data.Span.SequenceEqual("[]"u8);

    /// <summary>The value in the type's form; null when the payload does not hold one.</summary>
    public static object? TryRead(Payload payload, IndexedValueType type)
    {
        try
        {
            using var json = JsonDocument.Parse(payload.Data.Memory);
            return type == IndexedValueType.KeywordList
                ? ReadList(json.RootElement)
                : ReadScalar(Unwrap(json.RootElement), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An RFC 3339 time, cut to microseconds as the visibility store does.</summary>
    public static DateTimeOffset? ReadTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Truncate(time)
            : null;

    public static DateTimeOffset Truncate(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Many SDKs send a scalar as a list of one.</summary>
    private static JsonElement Unwrap(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 1 ? element[0] : element;

    private static string[]? ReadList(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. element.EnumerateArray().Select(item => item.GetString()!)],
        _ => null,
    };

    private static object? ReadScalar(JsonElement element, IndexedValueType type) => type switch
    {
        IndexedValueType.Keyword or IndexedValueType.Text when element.ValueKind == JsonValueKind.String =>
            element.GetString(),
        IndexedValueType.Int when element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var whole) =>
            whole,
        IndexedValueType.Double when element.ValueKind == JsonValueKind.Number => element.GetDouble(),
        IndexedValueType.Bool when element.ValueKind is JsonValueKind.True or JsonValueKind.False =>
            element.GetBoolean(),
        IndexedValueType.Datetime when element.ValueKind == JsonValueKind.String => ReadTime(element.GetString()!),
        _ => null,
    };
}
