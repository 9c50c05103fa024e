using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// A signature as <c>ssh-keygen -Y sign</c> makes it (SSHSIG), read strictly: one armour, one version, nothing left
/// over, so that the same signature is not two texts.
/// </summary>
public sealed class SshSignature
{
    /// <summary>What signatures of this project are made for; one made for anything else is no directive.</summary>
    public const string Namespace = "directed-execution@v1";

    /// <summary>What approvals of procedure versions are signed for: one is never taken for the other.</summary>
    public const string ApprovalNamespace = "directed-execution-approval@v1";

    /// <summary>The longest text that is read, in characters: room for the largest RSA key.</summary>
    public const int MaxLength = 16 * 1024;

    private const string Begin = "-----BEGIN SSH SIGNATURE-----";
    private const string End = "-----END SSH SIGNATURE-----";
    private const uint Version = 1;

    private readonly string purpose;
    private readonly string hash;
    private readonly string algorithm;
    private readonly byte[] bytes;

    private SshSignature(SshPublicKey key, string purpose, string hash, string algorithm, byte[] bytes)
    {
        Key = key;
        this.purpose = purpose;
        this.hash = hash;
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    private static ReadOnlySpan<byte> Magic => "SSHSIG"u8;

    /// <summary>The key that it says it was made with.</summary>
    public SshPublicKey Key { get; }

    /// <summary>The signature in a text, or why there is none.</summary>
    public static SshSignature? Read(string text, out string problem)
    {
        if (Unarmoured(text) is not { } blob)
        {
            problem = "It is no SSH signature, as ssh-keygen -Y sign prints it.";
            return null;
        }

        var reader = new SshReader(blob);
        if (!reader.TryBytes(Magic.Length, out var magic) || !magic.SequenceEqual(Magic)
            || !reader.TryNumber(out var version) || version != Version
            || !reader.TryString(out var keyBlob)
            || !reader.TryText(out var purpose)
            || !reader.TryString(out var reserved) || !reserved.IsEmpty
            || !reader.TryText(out var hash)
            || !reader.TryString(out var signature) || !reader.IsAtEnd)
        {
            problem = "The SSH signature is damaged, or of another version.";
            return null;
        }

        var inner = new SshReader(signature);
        if (!inner.TryText(out var algorithm) || !inner.TryString(out var bytes) || !inner.IsAtEnd)
        {
            problem = "The SSH signature is damaged.";
            return null;
        }

        return SshPublicKey.Read(keyBlob, out problem) is { } key
            ? new SshSignature(key, purpose, hash, algorithm, bytes.ToArray())
            : null;
    }

    /// <summary>What is wrong with the signature over a text, or null when it is right.</summary>
    /// <param name="text">The signed text.</param>
    /// <param name="wanted">What the signature must have been made for.</param>
    public string? WhyNotOver(string text, string wanted = Namespace)
    {
        if (purpose != wanted)
        {
            return $"The signature was made for {purpose}, not for {wanted}.";
        }

        var message = Encoding.UTF8.GetBytes(text);
        var digest = hash switch
        {
            "sha256" => SHA256.HashData(message),
            "sha512" => SHA512.HashData(message),
            _ => null,
        };
        if (digest is null)
        {
            return $"The signature uses the hash {hash}; sha256 and sha512 are taken.";
        }

        return Key.Verifies(algorithm, Signed(digest), bytes)
            ? null
            : "The signature is not that of the key over this text.";
    }

    private byte[] Signed(byte[] digest)
    {
        var data = new List<byte>(Magic.ToArray());
        Append(data, Encoding.ASCII.GetBytes(purpose));
        Append(data, []);
        Append(data, Encoding.ASCII.GetBytes(hash));
        Append(data, digest);
        return [.. data];
    }

    private static void Append(List<byte> data, byte[] value)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)value.Length);
        data.AddRange(length);
        data.AddRange(value);
    }

    private static byte[]? Unarmoured(string text)
    {
        if (text.Length > MaxLength || text.Split('\n') is not [Begin, .. { Length: > 0 } body, End])
        {
            return null;
        }

        var base64 = string.Concat(body);
        var blob = new byte[base64.Length];
        return base64.All(IsBase64) && Convert.TryFromBase64String(base64, blob, out var length)
            && Convert.ToBase64String(blob, 0, length) == base64
            ? blob[..length]
            : null;
    }

    private static bool IsBase64(char one) => char.IsAsciiLetterOrDigit(one) || one is '+' or '/' or '=';
}
