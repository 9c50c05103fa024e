using Org.BouncyCastle.Math.EC.Rfc8032;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// An Ed25519 key. The base library has no Ed25519; the arithmetic is BouncyCastle's, managed and pure.
/// </summary>
internal sealed class Ed25519Key : SshPublicKey
{
    public const string Type = "ssh-ed25519";

    private readonly byte[] point;

    private Ed25519Key(byte[] blob, byte[] point)
        : base(blob) => this.point = point;

    public override bool Verifies(string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        algorithm == Type
        && signature.Length == Ed25519.SignatureSize
        && Ed25519.Verify(signature.ToArray(), 0, point, 0, data.ToArray(), 0, data.Length);

    internal static Ed25519Key? Read(ReadOnlySpan<byte> blob, ref SshReader reader)
    {
        if (!reader.TryString(out var point) || point.Length != Ed25519.PublicKeySize || !reader.IsAtEnd)
        {
            return null;
        }

        // A point of small order would verify signatures that nobody made.
        var bytes = point.ToArray();
        return Ed25519.ValidatePublicKeyFull(bytes, 0) ? new Ed25519Key(blob.ToArray(), bytes) : null;
    }
}
