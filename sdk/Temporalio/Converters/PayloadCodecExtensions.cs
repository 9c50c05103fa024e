using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;

namespace Temporalio.Converters;

/// <summary>Helpers for codecs.</summary>
public static class PayloadCodecExtensions
{
    /// <summary>Encodes one payload.</summary>
    /// <param name="codec">Codec.</param>
    /// <param name="payload">Payload.</param>
    /// <returns>Encoded payload.</returns>
    /// <exception cref="InvalidOperationException">The codec did not return exactly one.</exception>
    public static async Task<Payload> EncodeSingleAsync(this IPayloadCodec codec, Payload payload) =>
        Single(await codec.EncodeAsync([payload]));

    /// <summary>Decodes one payload.</summary>
    /// <param name="codec">Codec.</param>
    /// <param name="payload">Payload.</param>
    /// <returns>Decoded payload.</returns>
    /// <exception cref="InvalidOperationException">The codec did not return exactly one.</exception>
    public static async Task<Payload> DecodeSingleAsync(this IPayloadCodec codec, Payload payload) =>
        Single(await codec.DecodeAsync([payload]));

    /// <summary>Encodes all payloads of a failure and its causes, in place.</summary>
    /// <param name="codec">Codec.</param>
    /// <param name="failure">Failure; give a clone of anything that is used elsewhere.</param>
    /// <returns>Task.</returns>
    public static Task EncodeFailureAsync(this IPayloadCodec codec, Failure failure) =>
        ApplyAsync(failure, codec.EncodeSingleAsync, codec.EncodeAsync);

    /// <summary>Decodes all payloads of a failure and its causes, in place.</summary>
    /// <param name="codec">Codec.</param>
    /// <param name="failure">Failure; give a clone of anything that is used elsewhere.</param>
    /// <returns>Task.</returns>
    public static Task DecodeFailureAsync(this IPayloadCodec codec, Failure failure) =>
        ApplyAsync(failure, codec.DecodeSingleAsync, codec.DecodeAsync);

    private static async Task ApplyAsync(
        Failure failure,
        Func<Payload, Task<Payload>> single,
        Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> many)
    {
        for (var level = failure; level is not null; level = level.Cause)
        {
            if (level.EncodedAttributes is { } attributes)
            {
                level.EncodedAttributes = await single(attributes);
            }

            var payloads = PayloadsOf(level)?.Payloads_;
            if (payloads?.Count > 0)
            {
                var changed = await many([.. payloads]);
                payloads.Clear();
                payloads.AddRange(changed);
            }
        }
    }

    private static Payloads? PayloadsOf(Failure failure) => failure.FailureInfoCase switch
    {
        Failure.FailureInfoOneofCase.ApplicationFailureInfo => failure.ApplicationFailureInfo.Details,
        Failure.FailureInfoOneofCase.CanceledFailureInfo => failure.CanceledFailureInfo.Details,
        Failure.FailureInfoOneofCase.TimeoutFailureInfo => failure.TimeoutFailureInfo.LastHeartbeatDetails,
        Failure.FailureInfoOneofCase.ResetWorkflowFailureInfo => failure.ResetWorkflowFailureInfo.LastHeartbeatDetails,
        _ => null,
    };

    private static Payload Single(IReadOnlyCollection<Payload> payloads) => payloads.Count == 1
        ? payloads.First()
        : throw new InvalidOperationException($"Codec returned {payloads.Count} payloads for one");
}
