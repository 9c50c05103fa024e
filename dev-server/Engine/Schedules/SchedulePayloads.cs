using System.Text.Json;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>Values in the encodings that the official scheduler uses.</summary>
internal static class SchedulePayloads
{
    private const string EncodingKey = "encoding";
    private const string TypeKey = "type";

    public static Payload Json<T>(T value, string? type = null)
    {
        var payload = new Payload
        {
            Metadata = { [EncodingKey] = ByteString.CopyFromUtf8("json/plain") },
            Data = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(value)),
        };
        if (type is not null)
        {
            payload.Metadata[TypeKey] = ByteString.CopyFromUtf8(type);
        }

        return payload;
    }

    public static Payload Bytes(IMessage message) => new()
    {
        Metadata = { [EncodingKey] = ByteString.CopyFromUtf8("binary/plain") },
        Data = message.ToByteString(),
    };
}
