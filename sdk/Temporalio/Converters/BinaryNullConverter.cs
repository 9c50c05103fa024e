using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Encoding "binary/null": null.</summary>
public class BinaryNullConverter : IEncodingConverter
{
    private static readonly ByteString Name = ByteString.CopyFromUtf8("binary/null");

    /// <inheritdoc />
    public string Encoding => "binary/null";

    /// <inheritdoc />
    public bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload)
    {
        payload = value is null ? PayloadEncoding.Create(Name, ByteString.Empty) : null;
        return payload is not null;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The type cannot be null.</exception>
    public object? ToValue(Payload payload, Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null
            ? throw new ArgumentException($"Payload is null, but type {type} cannot be null", nameof(type))
            : null;
}
