using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Encoding "binary/plain": byte arrays as they are.</summary>
public class BinaryPlainConverter : IEncodingConverter
{
    private static readonly ByteString Name = ByteString.CopyFromUtf8("binary/plain");

    /// <inheritdoc />
    public string Encoding => "binary/plain";

    /// <inheritdoc />
    public bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload)
    {
        payload = value is byte[] bytes ? PayloadEncoding.Create(Name, ByteString.CopyFrom(bytes)) : null;
        return payload is not null;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The type is not a byte array.</exception>
    public object? ToValue(Payload payload, Type type) =>
        type == typeof(byte[]) || type == typeof(object)
            ? payload.Data.ToByteArray()
            : throw new ArgumentException($"Payload is a byte array, but type {type} was asked for", nameof(type));
}
