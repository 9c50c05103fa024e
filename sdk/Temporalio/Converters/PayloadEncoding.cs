using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Metadata "encoding" of payloads.</summary>
internal static class PayloadEncoding
{
    public const string Key = "encoding";

    public static Payload Create(ByteString encoding, ByteString data)
    {
        var payload = new Payload { Data = data };
        payload.Metadata[Key] = encoding;
        return payload;
    }
}
