using Temporalio.Api.Common.V1;

namespace DirectedExecution.Workflows.Execution;

/// <summary>
/// Raw payloads that nobody has decrypted: taken for words they would be judged now, and judged otherwise on replay.
/// </summary>
internal static class EncryptedPayloads
{
    private const string Encoding = "encoding";
    private const string Encrypted = "binary/encrypted";
    private const string KeyId = "encryption-key-id";

    /// <summary>Fails the workflow task, so that the signal waits for a worker that has the key.</summary>
    public static void ThrowIf(Payload? payload)
    {
        if (payload is not null && Text(payload, Encoding) == Encrypted)
        {
            throw new InvalidOperationException(
                $"A directive is encrypted with the key '{Text(payload, KeyId)}', and this worker does not have it.");
        }
    }

    private static string? Text(Payload payload, string entry) =>
        payload.Metadata.TryGetValue(entry, out var value) ? value.ToStringUtf8() : null;
}
