using System.Security.Cryptography;

namespace DirectedExecution.Domain.Identity;

/// <summary>An ECDSA key on one of the three curves that OpenSSH has.</summary>
internal sealed class EcdsaKey : SshPublicKey
{
    private const string Prefix = "ecdsa-sha2-";

    private readonly Curve curve;
    private readonly ECParameters parameters;

    private EcdsaKey(byte[] blob, Curve curve, ECParameters parameters)
        : base(blob)
    {
        this.curve = curve;
        this.parameters = parameters;
    }

    public override bool Verifies(string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature);
        if (algorithm != Prefix + curve.Name
            || !reader.TryPositive(out var r)
            || !reader.TryPositive(out var s)
            || !reader.IsAtEnd
            || r.Length > curve.Size
            || s.Length > curve.Size)
        {
            return false;
        }

        var pair = new byte[curve.Size * 2];
        r.CopyTo(pair.AsSpan(curve.Size - r.Length));
        s.CopyTo(pair.AsSpan(pair.Length - s.Length));
        using var ecdsa = ECDsa.Create(parameters);
        return ecdsa.VerifyData(data, pair, curve.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    internal static Curve? CurveOf(string type) => type switch
    {
        Prefix + "nistp256" => new Curve("nistp256", 32, ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256),
        Prefix + "nistp384" => new Curve("nistp384", 48, ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
        Prefix + "nistp521" => new Curve("nistp521", 66, ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
        _ => null,
    };

    internal static EcdsaKey? Read(ReadOnlySpan<byte> blob, Curve curve, ref SshReader reader)
    {
        const byte Uncompressed = 4;
        if (!reader.TryText(out var name) || name != curve.Name
            || !reader.TryString(out var point) || !reader.IsAtEnd
            || point.Length != 1 + (curve.Size * 2) || point[0] != Uncompressed)
        {
            return null;
        }

        var parameters = new ECParameters
        {
            Curve = curve.Parameters,
            Q = new ECPoint { X = point[1..(1 + curve.Size)].ToArray(), Y = point[(1 + curve.Size)..].ToArray() },
        };
        try
        {
            // Says no to a point that is not on the curve.
            using var ecdsa = ECDsa.Create(parameters);
            return new EcdsaKey(blob.ToArray(), curve, parameters);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal sealed record Curve(string Name, int Size, ECCurve Parameters, HashAlgorithmName Hash);
}
