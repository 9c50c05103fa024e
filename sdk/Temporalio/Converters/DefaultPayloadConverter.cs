using System.Text.Json;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>
/// Payload converter made of encoding converters: for writing the first that takes the value, for reading the one named in
/// metadata "encoding". By default: binary/null, binary/plain, json/protobuf, binary/protobuf, json/plain.
/// </summary>
public class DefaultPayloadConverter : IPayloadConverter, IWithSerializationContext<IPayloadConverter>
{
    /// <summary>Initializes a new instance of the <see cref="DefaultPayloadConverter"/> class.</summary>
    public DefaultPayloadConverter()
        : this(new JsonSerializerOptions())
    {
    }

    /// <summary>Initializes a new instance of the <see cref="DefaultPayloadConverter"/> class.</summary>
    /// <param name="jsonSerializerOptions">Options for json/plain.</param>
    public DefaultPayloadConverter(JsonSerializerOptions jsonSerializerOptions)
        : this(
            new BinaryNullConverter(),
            new BinaryPlainConverter(),
            new JsonProtoConverter(),
            new BinaryProtoConverter(),
            new JsonPlainConverter(jsonSerializerOptions))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="DefaultPayloadConverter"/> class.</summary>
    /// <param name="encodingConverters">Converters, in order of preference for writing.</param>
    public DefaultPayloadConverter(params IEncodingConverter[] encodingConverters)
    {
        EncodingConverters = Array.AsReadOnly(encodingConverters);
        IndexedEncodingConverters = encodingConverters.ToDictionary(
            converter => ByteString.CopyFromUtf8(converter.Encoding), converter => converter);
    }

    /// <summary>Gets the converters in their order.</summary>
    public IReadOnlyCollection<IEncodingConverter> EncodingConverters { get; private set; }

    /// <summary>Gets the converters by encoding.</summary>
    protected IReadOnlyDictionary<ByteString, IEncodingConverter> IndexedEncodingConverters { get; private set; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">No converter takes the value.</exception>
    public Payload ToPayload(object? value)
    {
        switch (value)
        {
            case IRawValue raw:
                return raw.Payload;
            case IEncodedRawValue:
                throw new ArgumentException("An encoded raw value cannot be converted: read it first", nameof(value));
            default:
                break;
        }

        foreach (var converter in EncodingConverters)
        {
            if (converter.TryToPayload(value, out var payload))
            {
                return payload;
            }
        }

        throw new ArgumentException($"No converter takes a value of type {value?.GetType()}", nameof(value));
    }

    /// <inheritdoc />
    /// <exception cref="KeyNotFoundException">The payload names no encoding, or one that is not known.</exception>
    public object? ToValue(Payload payload, Type type)
    {
        if (type == typeof(RawValue) || type == typeof(IRawValue))
        {
            return new RawValue(payload);
        }

        if (typeof(IEncodedRawValue).IsAssignableFrom(type))
        {
            throw new ArgumentException("An encoded raw value cannot be a parameter or result: use IRawValue", nameof(type));
        }

        if (!payload.Metadata.TryGetValue(PayloadEncoding.Key, out var encoding))
        {
            throw new KeyNotFoundException("Payload has no 'encoding' in its metadata");
        }

        return IndexedEncodingConverters.TryGetValue(encoding, out var converter)
            ? converter.ToValue(payload, type)
            : throw new KeyNotFoundException(
                $"No converter for payload encoding '{encoding.ToStringUtf8()}' (is a payload codec missing?)");
    }

    /// <inheritdoc />
    public virtual IPayloadConverter WithSerializationContext(ISerializationContext context)
    {
        if (!EncodingConverters.Any(converter => converter is IWithSerializationContext<IEncodingConverter>))
        {
            return this;
        }

        IEncodingConverter[] adapted =
        [
            .. EncodingConverters.Select(converter => converter is IWithSerializationContext<IEncodingConverter> aware
                ? aware.WithSerializationContext(context)
                : converter),
        ];
        var copy = (DefaultPayloadConverter)MemberwiseClone();
        copy.EncodingConverters = Array.AsReadOnly(adapted);
        copy.IndexedEncodingConverters = adapted.ToDictionary(
            converter => ByteString.CopyFromUtf8(converter.Encoding), converter => converter);
        return copy;
    }
}
