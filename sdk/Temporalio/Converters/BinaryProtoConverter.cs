using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Encoding "binary/protobuf": protobuf messages as their bytes. Read from peers; by default JSON is written.</summary>
public class BinaryProtoConverter : IEncodingConverter
{
    private static readonly ByteString Name = ByteString.CopyFromUtf8("binary/protobuf");

    /// <inheritdoc />
    public string Encoding => "binary/protobuf";

    /// <inheritdoc />
    public bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload)
    {
        payload = value is IMessage message ? ProtoMessageTypes.Create(Name, message.ToByteString(), message) : null;
        return payload is not null;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The type is no message class, or another one.</exception>
    public object? ToValue(Payload payload, Type type) =>
        ProtoMessageTypes.Check(payload, type).Parser.ParseFrom(payload.Data);
}
