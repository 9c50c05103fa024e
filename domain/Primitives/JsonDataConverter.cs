using System.Text.Json;
using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>Lets <see cref="JsonData"/> stand in JSON as the value that it is.</summary>
public sealed class JsonDataConverter : JsonConverter<JsonData>
{
    // A JSON null is a value here (an observed null), never a missing one.
    public override bool HandleNull => true;

    public override JsonData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonData.From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, JsonData value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
