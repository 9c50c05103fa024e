using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Encoding "json/plain": everything else, by System.Text.Json.</summary>
public class JsonPlainConverter : IEncodingConverter
{
    private static readonly ByteString Name = ByteString.CopyFromUtf8("json/plain");

    /// <summary>Initializes a new instance of the <see cref="JsonPlainConverter"/> class.</summary>
    /// <param name="serializerOptions">Options; one instance is kept, since it caches what it learns about types.</param>
    public JsonPlainConverter(JsonSerializerOptions serializerOptions) => SerializerOptions = serializerOptions;

    /// <inheritdoc />
    public virtual string Encoding => "json/plain";

    /// <summary>Gets the options.</summary>
    protected JsonSerializerOptions SerializerOptions { get; }

    /// <inheritdoc />
    public virtual bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value?.GetType() ?? typeof(object), SerializerOptions);
        payload = PayloadEncoding.Create(Name, UnsafeByteOperations.UnsafeWrap(json));
        return true;
    }

    /// <inheritdoc />
    public virtual object? ToValue(Payload payload, Type type) =>
        JsonSerializer.Deserialize(payload.Data.Span, type, SerializerOptions);
}
