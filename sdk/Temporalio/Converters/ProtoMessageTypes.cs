using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Descriptors of message classes, and the check that a payload holds the message that is asked for.</summary>
internal static class ProtoMessageTypes
{
    public const string MetadataKey = "messageType";

    private static readonly ConcurrentDictionary<Type, MessageDescriptor?> Descriptors = new();

    /// <summary>The descriptor of <paramref name="type"/>, after the payload's own message name was held against it.</summary>
    /// <exception cref="ArgumentException">The type is no message class, or another one.</exception>
    public static MessageDescriptor Check(Payload payload, Type type)
    {
        var descriptor = Descriptors.GetOrAdd(type, Find) ??
            throw new ArgumentException($"Payload is a protobuf message, but {type} is not a message class", nameof(type));
        return payload.Metadata.TryGetValue(MetadataKey, out var name) && name.ToStringUtf8() != descriptor.FullName
            ? throw new ArgumentException(
                $"Payload is message {name.ToStringUtf8()}, but {descriptor.FullName} was asked for", nameof(type))
            : descriptor;
    }

    public static Payload Create(ByteString encoding, ByteString data, IMessage message)
    {
        var payload = PayloadEncoding.Create(encoding, data);
        payload.Metadata[MetadataKey] = ByteString.CopyFromUtf8(message.Descriptor.FullName);
        return payload;
    }

    private static MessageDescriptor? Find(Type type) =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as MessageDescriptor;
}
