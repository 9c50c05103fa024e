using System.Security.Cryptography;
using System.Text;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Activities.Annex;

/// <summary>
/// One matter of a run: a fact that is read again and again, or what a step's tool answers. Its key is what erasing it
/// destroys. How the key is used is a stored shape.
/// </summary>
public sealed class AnnexSubject
{
    internal const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string HashName = "sha256:";

    private readonly byte[] key;

    internal AnnexSubject(string id, RunId run, byte[] key)
    {
        Id = id;
        Run = run;
        this.key = key;
    }

    internal string Id { get; }

    internal RunId Run { get; }

    /// <summary>What proves a digest, and opens nothing.</summary>
    internal string DigestKey => Convert.ToBase64String(Derived("digest"));

    /// <summary>The keyed digest of a value: equal for equal values of this matter, and telling nobody which.</summary>
    public Digest DigestOf(JsonData value) => DigestOf(value, DigestKey);

    /// <summary>The same, by whoever was given the key of the digests.</summary>
    public static Digest DigestOf(JsonData value, string digestKey) => Digest.From(HashName + Convert.ToHexStringLower(
        HMACSHA256.HashData(Convert.FromBase64String(digestKey), Encoding.UTF8.GetBytes(value.Text))));

    internal byte[] Seal(JsonData content, string record)
    {
        var plain = Encoding.UTF8.GetBytes(content.Text);
        var bytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Derived("record"), TagBytes);
        aes.Encrypt(
            bytes.AsSpan(0, NonceBytes), plain, bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(^TagBytes..),
            Bound(record));
        return bytes;
    }

    /// <exception cref="AnnexException">It was altered, or belongs elsewhere.</exception>
    internal JsonData Open(byte[] bytes, string record)
    {
        try
        {
            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(Derived("record"), TagBytes);
            aes.Decrypt(
                bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(^TagBytes..), plain,
                Bound(record));
            return JsonData.Parse(Encoding.UTF8.GetString(plain));
        }
        catch (Exception fault) when (fault is CryptographicException or OverflowException)
        {
            throw new AnnexException($"The record {record} of the annex is not what was kept.");
        }
    }

    private byte[] Bound(string record) => Encoding.UTF8.GetBytes($"{record}\n{Run}\n{Id}");

    private byte[] Derived(string use) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key, KeyBytes, salt: [], info: Encoding.UTF8.GetBytes($"directed annex {use}"));
}
