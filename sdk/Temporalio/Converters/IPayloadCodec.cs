using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Transforms payloads on their way out and in: encryption, compression. May do I/O; never called by workflow code.</summary>
public interface IPayloadCodec
{
    /// <summary>Encodes. Must return new payloads and leave the given ones alone.</summary>
    /// <param name="payloads">Payloads.</param>
    /// <returns>Encoded payloads; as many as given where single values are encoded.</returns>
    Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads);

    /// <summary>Decodes. Must return new payloads and leave the given ones alone.</summary>
    /// <param name="payloads">Payloads.</param>
    /// <returns>Decoded payloads.</returns>
    Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads);
}
