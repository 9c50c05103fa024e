using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace DirectedExecution.Worker.Encryption;

/// <summary>
/// A key for payloads, 256 bits, and the id under which payloads name it. Whatever prints or logs it shows the id.
/// </summary>
public sealed partial class PayloadKey
{
    private const int SizeBytes = 32;
    private const string Format = "directed-key-1";

    private readonly byte[] secret;

    private PayloadKey(string id, byte[] secret)
    {
        Id = id;
        this.secret = secret;
    }

    public string Id { get; }

    /// <summary>Letters, digits, dots, dashes and underscores, 64 at most: ids stand in clear in histories.</summary>
    public static bool IsId(string text) => Ids().IsMatch(text);

    /// <summary>A new random one.</summary>
    public static PayloadKey Create(string id) => new(id, RandomNumberGenerator.GetBytes(SizeBytes));

    /// <summary>Reads what <see cref="Reveal"/> writes.</summary>
    /// <exception cref="FormatException">It is something else; the sentence quotes nothing of it.</exception>
    public static PayloadKey Parse(string text)
    {
        var secret = new byte[SizeBytes];
        return text.Trim().Split(' ') is [Format, var id, var base64] && IsId(id)
            && Convert.TryFromBase64String(base64, secret, out var size) && size == SizeBytes
            ? new PayloadKey(id, secret)
            : throw new FormatException($"it is no key of the form '{Format} ID BASE64' with {SizeBytes} bytes");
    }

    /// <summary>The key as a line of text, for the one place that keeps it.</summary>
    public string Reveal() => $"{Format} {Id} {Convert.ToBase64String(secret)}";

    public override string ToString() => $"[key {Id}]";

    /// <summary>A key for one scope alone, so that random nonces meet only where the scope is the same.</summary>
    internal byte[] KeyFor(byte[] scope) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, SizeBytes, salt: [], info: scope);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Ids();
}
