using DirectedExecution.Domain.Identity;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Identity;

/// <summary>Keys and signatures made by ssh-keygen, and what is not quite one.</summary>
public sealed class SshSignatureTests
{
    /// <summary>What the recorded signatures are over.</summary>
    private const string Message = """{"say":"hello"}""";

    [Theory]
    [InlineData("ed25519", "ed25519")]
    [InlineData("ed25519", "ed25519h256")]
    [InlineData("ecdsa256", "ecdsa256")]
    [InlineData("ecdsa384", "ecdsa384")]
    [InlineData("ecdsa521", "ecdsa521")]
    [InlineData("rsa2048", "rsa2048")]
    public void Signature_OfEachKindBySshKeygen_IsThatOfItsKeyOverItsMessage(string key, string name)
    {
        var signature = Read(name);

        Assert.Null(signature.WhyNotOver(Message));
        Assert.NotNull(signature.WhyNotOver(Message + " "));
        Assert.Equal(Vector($"{key}.pub").Split(' ')[1], signature.Key.Blob);
        Assert.Matches("^SHA256:[A-Za-z0-9+/]{43}$", signature.Key.Fingerprint);
    }

    [Fact]
    public void Signature_ForAnotherPurpose_IsNone() =>
        Assert.Contains("made for file", Read("ed25519file").WhyNotOver(Message), StringComparison.Ordinal);

    [Fact]
    public void Signature_ByTheTestsOwnHand_IsReadAsWell()
    {
        var signature = SshSignature.Read(new TestKey("x").Sign(Message, SshSignature.Namespace), out var problem);

        Assert.True(signature is not null, problem);
        Assert.Null(signature.WhyNotOver(Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\n****\n-----END SSH SIGNATURE-----")]
    public void Text_ThatIsNoSignature_IsSaidToBeNone(string text)
    {
        Assert.Null(SshSignature.Read(text, out var problem));
        Assert.NotEqual(string.Empty, problem);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa256")]
    [InlineData("ecdsa521")]
    [InlineData("rsa2048")]
    public void Signature_WithAnyByteChangedAddedOrLost_IsNotOne(string name)
    {
        var lines = Vector($"{name}.sig").TrimEnd().Split('\n');
        var blob = Convert.FromBase64String(string.Concat(lines[1..^1]));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Gen.Choose(0, blob.Length - 1).Zip(Gen.Choose(1, 255)).ToArbitrary(), change =>
            {
                var other = blob.ToArray();
                other[change.Item1] ^= (byte)change.Item2;
                AssertNone(other);
            }));
        AssertNone([.. blob, 0]);
        AssertNone(blob[..^1]);
        AssertNone([0, .. blob]);
    }

    [Fact]
    public void Armour_WithOtherSpaces_IsNotTheSameSignature()
    {
        var text = Vector("ed25519.sig").TrimEnd();

        Assert.Null(SshSignature.Read(text + "\n", out _));
        Assert.Null(SshSignature.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal), out _));
        Assert.Null(SshSignature.Read(" " + text, out _));
    }

    [Theory]
    [InlineData("rsa1024.pub", "2048")]
    [InlineData("ecdsa256-cert.pub", "certificate")]
    public void Key_ThatIsNotTaken_SaysWhy(string name, string word)
    {
        var blob = Convert.FromBase64String(Vector(name).Split(' ')[1]);

        Assert.Null(SshPublicKey.Read(blob, out var problem));
        Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_OfSmallOrder_IsNotTaken()
    {
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, 1, .. new byte[31]];

        Assert.Null(SshPublicKey.Read(blob, out _));
    }

    private static void AssertNone(byte[] blob)
    {
        var text = $"-----BEGIN SSH SIGNATURE-----\n{Convert.ToBase64String(blob)}\n-----END SSH SIGNATURE-----";
        var signature = SshSignature.Read(text, out _);

        Assert.True(signature is null || signature.WhyNotOver(Message) is not null, text);
    }

    private static SshSignature Read(string name)
    {
        var signature = SshSignature.Read(Vector($"{name}.sig").TrimEnd(), out var problem);
        Assert.True(signature is not null, problem);
        return signature;
    }

    private static string Vector(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Identity", "Vectors", name));
}
