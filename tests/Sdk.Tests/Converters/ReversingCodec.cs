using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace Sdk.Tests.Converters;

/// <summary>A codec that hides each payload whole and bytes reversed: what is not decoded is not readable.</summary>
internal sealed class ReversingCodec : IPayloadCodec
{
    private static readonly ByteString Name = ByteString.CopyFromUtf8("binary/reversed");

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(Encode)]);

    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(Decode)]);

    private static Payload Encode(Payload payload) => new()
    {
        Data = ByteString.CopyFrom([.. payload.ToByteArray().Reverse()]),
        Metadata = { ["encoding"] = Name },
    };

    private static Payload Decode(Payload payload) => payload.Metadata["encoding"] == Name
        ? Payload.Parser.ParseFrom([.. payload.Data.Reverse()])
        : throw new InvalidOperationException("This payload was never encoded");
}
