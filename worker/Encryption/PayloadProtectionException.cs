namespace DirectedExecution.Worker.Encryption;

/// <summary>A payload that cannot be decrypted here; nothing of it was used.</summary>
public sealed class PayloadProtectionException(string? keyId, string sentence) : Exception(sentence + ".")
{
    /// <summary>The key that it names; null when it names none.</summary>
    public string? KeyId { get; } = keyId;
}
