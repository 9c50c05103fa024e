using System.Text.Json;
using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>Reads and writes ids as plain JSON strings; an empty id is refused.</summary>
public sealed class StringIdConverter<T> : JsonConverter<T>
    where T : struct, IStringId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {typeof(T).Name} is a text, found {reader.TokenType}.");
        }

        var text = reader.GetString();
        return string.IsNullOrEmpty(text) ? throw new JsonException($"A {typeof(T).Name} is empty.") : T.From(text);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value ?? throw new JsonException($"A {typeof(T).Name} was never set."));
}
