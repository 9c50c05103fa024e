using System.Text.Json;
using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>
/// A JSON value held as its canonical text: immutable, equal when equal in meaning, cheap to digest. Tool parameters,
/// directive arguments and observed values are of this type.
/// </summary>
[JsonConverter(typeof(JsonDataConverter))]
public sealed class JsonData : IEquatable<JsonData>
{
    private JsonElement? element;

    private JsonData(string text) => Text = text;

    public static JsonData EmptyObject { get; } = new("{}");

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>The value to walk through.</summary>
    public JsonElement Element => element ??= ParseElement(Text);

    public static JsonData From(JsonElement element) => new(CanonicalJson.Of(element));

    /// <summary>Reads any JSON text. Throws <see cref="JsonException"/> when it is none.</summary>
    public static JsonData Parse(string json) => From(ParseElement(json));

    public static JsonData Of<T>(T value) => new(CanonicalJson.Serialize(value));

    public Digest Digest() => Primitives.Digest.OfText(Text);

    public bool Equals(JsonData? other) =>
        other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as JsonData);

    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    public override string ToString() => Text;

    private static JsonElement ParseElement(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }
}
