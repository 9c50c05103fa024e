using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Encoding "json/protobuf": protobuf messages as their JSON.</summary>
public class JsonProtoConverter : IEncodingConverter
{
    private static readonly ByteString Name = ByteString.CopyFromUtf8("json/protobuf");

    /// <summary>Initializes a new instance of the <see cref="JsonProtoConverter"/> class.</summary>
    public JsonProtoConverter()
        : this(JsonFormatter.Default, JsonParser.Default)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="JsonProtoConverter"/> class.</summary>
    /// <param name="formatter">Writer.</param>
    /// <param name="parser">Reader.</param>
    public JsonProtoConverter(JsonFormatter formatter, JsonParser parser)
    {
        Formatter = formatter;
        Parser = parser;
    }

    /// <inheritdoc />
    public string Encoding => "json/protobuf";

    /// <summary>Gets the writer.</summary>
    protected JsonFormatter Formatter { get; }

    /// <summary>Gets the reader.</summary>
    protected JsonParser Parser { get; }

    /// <inheritdoc />
    public bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload)
    {
        payload = value is IMessage message
            ? ProtoMessageTypes.Create(Name, ByteString.CopyFromUtf8(Formatter.Format(message)), message)
            : null;
        return payload is not null;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The type is no message class, or another one.</exception>
    public object? ToValue(Payload payload, Type type) =>
        Parser.Parse(payload.Data.ToStringUtf8(), ProtoMessageTypes.Check(payload, type));
}
