using System.Security.Cryptography;

namespace DirectedExecution.Domain.Identity;

/// <summary>An RSA key; with SHA-2 only, however the key itself is named.</summary>
internal sealed class RsaKey : SshPublicKey
{
    public const string Type = "ssh-rsa";
    public const int FewestBits = 2048;
    public const int MostBits = 16384;

    private const int LongestExponent = 8;

    private readonly RSAParameters parameters;

    private RsaKey(byte[] blob, RSAParameters parameters)
        : base(blob) => this.parameters = parameters;

    public override bool Verifies(string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        HashAlgorithmName? hash = algorithm switch
        {
            "rsa-sha2-256" => HashAlgorithmName.SHA256,
            "rsa-sha2-512" => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (hash is not { } name || signature.IsEmpty || signature.Length > parameters.Modulus!.Length)
        {
            return false;
        }

        // A signer may leave leading zeros out.
        var padded = new byte[parameters.Modulus.Length];
        signature.CopyTo(padded.AsSpan(padded.Length - signature.Length));
        using var rsa = RSA.Create(parameters);
        return rsa.VerifyData(data, padded, name, RSASignaturePadding.Pkcs1);
    }

    internal static RsaKey? Read(ReadOnlySpan<byte> blob, ref SshReader reader)
    {
        if (!reader.TryPositive(out var exponent) || !reader.TryPositive(out var modulus) || !reader.IsAtEnd)
        {
            return null;
        }

        var bits = (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]);
        if (bits is < FewestBits or > MostBits || exponent.Length > LongestExponent || exponent is [1 or 2]
            || (exponent[^1] & 1) == 0)
        {
            return null;
        }

        var parameters = new RSAParameters { Exponent = exponent.ToArray(), Modulus = modulus.ToArray() };
        try
        {
            using var rsa = RSA.Create(parameters);
            return new RsaKey(blob.ToArray(), parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
