using System.Security.Cryptography;
using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.Worker.Encryption;

/// <summary>
/// One payload, encrypted whole: its metadata goes inside, and outside stands only what is needed to decrypt it. A
/// stored shape: histories keep it for as long as they are kept.
/// </summary>
internal static class PayloadCipher
{
    private const string EncodingEntry = "encoding";
    private const string CipherEntry = "encryption-cipher";
    private const string KeyEntry = "encryption-key-id";
    private const string WorkflowEntry = "encryption-workflow";
    private const string Encoding = "binary/encrypted";

    /// <summary>AES-256-GCM under a key derived per scope; nonce, ciphertext and tag in this order.</summary>
    private const string Cipher = "A256GCM-1";

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static bool IsEncrypted(Payload payload) => Text(payload, EncodingEntry) == Encoding;

    public static Payload Seal(Payload payload, PayloadKey key, PayloadScope scope)
    {
        var bound = scope.Bytes(Cipher, key.Id);
        var plain = payload.ToByteArray();
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.KeyFor(bound), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(^TagBytes..), bound);
        var result = new Payload { Data = UnsafeByteOperations.UnsafeWrap(sealedBytes) };
        result.Metadata.Add(EncodingEntry, ByteString.CopyFromUtf8(Encoding));
        result.Metadata.Add(CipherEntry, ByteString.CopyFromUtf8(Cipher));
        result.Metadata.Add(KeyEntry, ByteString.CopyFromUtf8(key.Id));
        if (scope.Workflow is { } workflow)
        {
            result.Metadata.Add(WorkflowEntry, ByteString.CopyFromUtf8(workflow));
        }

        return result;
    }

    /// <param name="payload">An encrypted payload.</param>
    /// <param name="keys">Keys to decrypt with.</param>
    /// <param name="scope">What it must belong to.</param>
    /// <param name="isAnyWorkflow">Whether it may belong to any workflow of the namespace.</param>
    /// <exception cref="PayloadProtectionException">It cannot be decrypted, for the reason that it says.</exception>
    public static Payload Open(Payload payload, Keyring keys, PayloadScope scope, bool isAnyWorkflow)
    {
        var id = Text(payload, KeyEntry) ?? throw new PayloadProtectionException(
            null, "A payload is encrypted, and does not say with which key: this program did not do it");
        if (Text(payload, CipherEntry) is not Cipher)
        {
            throw new PayloadProtectionException(
                id, $"A payload is encrypted with the key '{id}' in a way that this program does not know");
        }

        var key = keys.Find(id) ?? throw new PayloadProtectionException(
            id, $"A payload is encrypted with the key '{id}', and this process does not have it{Have(keys)}");
        var workflow = Text(payload, WorkflowEntry);
        if (!isAnyWorkflow && !string.Equals(workflow, scope.Workflow, StringComparison.Ordinal))
        {
            throw new PayloadProtectionException(
                id,
                $"A payload of {Named(scope.Workflow)} was encrypted for {Named(workflow)}: it does not belong there");
        }

        return Parsed(id, Bytes(payload.Data.Span, key, (scope with { Workflow = workflow }).Bytes(Cipher, id)));
    }

    private static byte[] Bytes(ReadOnlySpan<byte> data, PayloadKey key, byte[] bound)
    {
        if (data.Length < NonceBytes + TagBytes)
        {
            throw DoesNotFit(key.Id);
        }

        var plain = new byte[data.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key.KeyFor(bound), TagBytes);
        try
        {
            aes.Decrypt(
                data[..NonceBytes], data.Slice(NonceBytes, plain.Length), data[^TagBytes..], plain, bound);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw DoesNotFit(key.Id);
        }
    }

    private static Payload Parsed(string id, byte[] plain)
    {
        try
        {
            return Payload.Parser.ParseFrom(plain);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new PayloadProtectionException(id, $"What was encrypted with the key '{id}' is no payload");
        }
    }

    private static PayloadProtectionException DoesNotFit(string id) => new(
        id,
        $"A payload that names the key '{id}' does not decrypt with it: it was altered, comes from another namespace, "
        + "or the key of that id is another one here");

    private static string Have(Keyring keys) =>
        keys.Ids.Count == 0 ? " (it has none)" : $" (it has {string.Join(", ", keys.Ids)})";

    private static string Named(string? workflow) => workflow is null ? "no workflow" : $"the workflow '{workflow}'";

    private static string? Text(Payload payload, string entry) =>
        payload.Metadata.TryGetValue(entry, out var value) ? value.ToStringUtf8() : null;
}
