using System.Security.Cryptography;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// A public key as OpenSSH writes it, of a kind whose signatures can be verified here. What cannot be verified is said
/// by name, never passed over.
/// </summary>
public abstract class SshPublicKey
{
    private protected SshPublicKey(byte[] blob) => Blob = Convert.ToBase64String(blob);

    /// <summary>The key's bytes in base64, as it stands in files.</summary>
    public string Blob { get; }

    /// <summary>The key's digest as OpenSSH shows it.</summary>
    public string Fingerprint => "SHA256:"
        + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Blob))).TrimEnd('=');

    /// <summary>Whether the signature, made by the algorithm of that name, is this key's over the data.</summary>
    public abstract bool Verifies(string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>The key, or why it is none that can be used.</summary>
    public static SshPublicKey? Read(ReadOnlySpan<byte> blob, out string problem)
    {
        var reader = new SshReader(blob);
        if (!reader.TryText(out var type))
        {
            problem = "It is no public key.";
            return null;
        }

        SshPublicKey? key = type switch
        {
            Ed25519Key.Type => Ed25519Key.Read(blob, ref reader),
            RsaKey.Type => RsaKey.Read(blob, ref reader),
            _ when EcdsaKey.CurveOf(type) is { } curve => EcdsaKey.Read(blob, curve, ref reader),
            _ => null,
        };
        problem = key is null ? WhyNot(type) : string.Empty;
        return key;
    }

    /// <summary>Whether the word can begin a public key in a file.</summary>
    internal static bool IsType(string word) =>
        word.StartsWith("ssh-", StringComparison.Ordinal)
        || word.StartsWith("ecdsa-", StringComparison.Ordinal)
        || word.StartsWith("sk-", StringComparison.Ordinal);

    private static string WhyNot(string type) => type switch
    {
        _ when type.Contains("-cert-", StringComparison.Ordinal) =>
            $"{type} is a certificate; only plain keys are taken.",
        _ when type.StartsWith("sk-", StringComparison.Ordinal) =>
            $"{type} is a security key; its signatures are not verified by this program.",
        "ssh-dss" => "ssh-dss is broken.",
        RsaKey.Type =>
            $"An RSA key has {RsaKey.FewestBits} to {RsaKey.MostBits} bits; this one has not, or is damaged.",
        Ed25519Key.Type => "The ssh-ed25519 key is damaged.",
        _ when EcdsaKey.CurveOf(type) is not null => $"The {type} key is damaged.",
        _ => $"A key of the type {type} is not known here.",
    };
}
