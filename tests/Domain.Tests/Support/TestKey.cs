using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Domain.Tests.Support;

/// <summary>An Ed25519 key made from a word, and SSH signatures with it, written by hand from the format's description.</summary>
internal sealed class TestKey
{
    private readonly byte[] secret;
    private readonly byte[] point = new byte[Ed25519.PublicKeySize];

    public TestKey(string word)
    {
        secret = SHA256.HashData(Encoding.UTF8.GetBytes(word));
        Ed25519.GeneratePublicKey(secret, 0, point, 0);
    }

    /// <summary>As it stands in a .pub file.</summary>
    public string Line => $"ssh-ed25519 {Convert.ToBase64String(Blob)}";

    private byte[] Blob => [.. Text("ssh-ed25519"), .. String(point)];

    public Directive Sign(Directive directive, string purpose = "directed-execution@v1") =>
        directive with { Signature = Sign(directive.SignedText(), purpose) };

    /// <summary>Names the run as a signed directive must, and signs.</summary>
    public Directive SignFor(RunState state, Directive directive) =>
        Sign(directive with { Run = state.Run, Opening = state.Opening });

    public string Sign(string text, string purpose)
    {
        byte[] data = [
            .. "SSHSIG"u8, .. Text(purpose), .. Text(string.Empty), .. Text("sha512"),
            .. String(SHA512.HashData(Encoding.UTF8.GetBytes(text))),
        ];
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(secret, 0, data, 0, data.Length, signature, 0);
        byte[] blob = [
            .. "SSHSIG"u8, 0, 0, 0, 1, .. String(Blob), .. Text(purpose), .. Text(string.Empty), .. Text("sha512"),
            .. String([.. Text("ssh-ed25519"), .. String(signature)]),
        ];
        return $"-----BEGIN SSH SIGNATURE-----\n{Convert.ToBase64String(blob)}\n-----END SSH SIGNATURE-----";
    }

    private static byte[] Text(string text) => String(Encoding.ASCII.GetBytes(text));

    private static byte[] String(byte[] bytes)
    {
        var length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)bytes.Length);
        return [.. length, .. bytes];
    }
}
