using System.Text;
using DirectedExecution.Worker.Encryption;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace Cli.Tests.Privacy;

public sealed class CodecTests
{
    private readonly PayloadKey first = PayloadKey.Create("k1");
    private readonly PayloadKey second = PayloadKey.Create("k2");

    private static Payload Plain
    {
        get
        {
            var payload = new Payload { Data = Google.Protobuf.ByteString.CopyFromUtf8("\"the canary\"") };
            payload.Metadata.Add("encoding", Google.Protobuf.ByteString.CopyFromUtf8("json/plain"));
            payload.Metadata.Add("type", Google.Protobuf.ByteString.CopyFromUtf8("canary"));
            return payload;
        }
    }

    [Fact]
    public async Task Payload_EncryptedAndDecrypted_IsTheSame_AndShowsNothingBetween()
    {
        var codec = Of(new Keyring(first), "w");
        var given = Plain;

        var hidden = await codec.EncodeSingleAsync(given);
        var again = await codec.EncodeSingleAsync(given);

        Assert.Equal(Plain, given);
        Assert.Equal(
            ["encoding=binary/encrypted", "encryption-cipher=A256GCM-1", "encryption-key-id=k1", "encryption-workflow=w"],
            hidden.Metadata.Select(entry => $"{entry.Key}={entry.Value.ToStringUtf8()}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(hidden.Data.Span), StringComparison.Ordinal);
        Assert.NotEqual(hidden.Data, again.Data);
        Assert.Equal(Plain, await codec.DecodeSingleAsync(hidden));
    }

    [Fact]
    public async Task Payload_MovedToAnotherRunOrNamespace_IsRefused()
    {
        var keys = new Keyring(first);
        var hidden = await Of(keys, "w").EncodeSingleAsync(Plain);
        var renamed = hidden.Clone();
        renamed.Metadata["encryption-workflow"] = Google.Protobuf.ByteString.CopyFromUtf8("v");

        await RefusedAsync(Of(keys, "v"), hidden, "was encrypted for the workflow 'w'");
        await RefusedAsync(Of(keys, "v"), renamed, "does not decrypt");
        await RefusedAsync(Of(keys, "w", "other"), hidden, "another namespace");
        await RefusedAsync(new EncryptingCodec(keys, "other"), hidden, "another namespace");
        Assert.Equal(Plain, await new EncryptingCodec(keys, "default").DecodeSingleAsync(hidden));
    }

    [Fact]
    public async Task Payload_OfNoRun_IsNotTakenForThatOfOne()
    {
        var keys = new Keyring(first);
        var loose = await new EncryptingCodec(keys, "default").EncodeSingleAsync(Plain);

        await RefusedAsync(Of(keys, "w"), loose, "was encrypted for no workflow");
    }

    [Fact]
    public async Task Payload_WithAnyByteChanged_IsRefused()
    {
        var codec = Of(new Keyring(first), "w");
        var hidden = await codec.EncodeSingleAsync(Plain);
        for (var at = 0; at < hidden.Data.Length; at++)
        {
            var bytes = hidden.Data.ToByteArray();
            bytes[at] ^= 1;
            var altered = hidden.Clone();
            altered.Data = Google.Protobuf.ByteString.CopyFrom(bytes);
            await RefusedAsync(codec, altered, "does not decrypt");
        }

        var cut = hidden.Clone();
        cut.Data = Google.Protobuf.ByteString.CopyFrom(hidden.Data.Span[..20]);
        await RefusedAsync(codec, cut, "does not decrypt");
    }

    [Fact]
    public async Task Keys_Rotated_DecryptTheOldAsLongAsTheyAreThere()
    {
        var old = await Of(new Keyring(first), "w").EncodeSingleAsync(Plain);
        var rotated = Of(new Keyring(second, first), "w");

        Assert.Equal(Plain, await rotated.DecodeSingleAsync(old));
        Assert.Equal("k2", (await rotated.EncodeSingleAsync(Plain)).Metadata["encryption-key-id"].ToStringUtf8());
        var fault = await RefusedAsync(Of(new Keyring(second), "w"), old, "with the key 'k1'");
        Assert.Equal("k1", fault.KeyId);
        Assert.Contains("it has k2", fault.Message, StringComparison.Ordinal);
        await RefusedAsync(Of(Keyring.Empty, "w"), old, "it has none");
        await RefusedAsync(Of(new Keyring(PayloadKey.Create("k1")), "w"), old, "does not decrypt");
    }

    [Fact]
    public async Task Payload_OfAnUnknownMaker_IsRefused_AndPlainPasses()
    {
        var codec = Of(new Keyring(first), "w");
        var foreign = await codec.EncodeSingleAsync(Plain);
        foreign.Metadata.Remove("encryption-cipher");
        await RefusedAsync(codec, foreign, "in a way that this program does not know");
        foreign.Metadata.Remove("encryption-key-id");
        await RefusedAsync(codec, foreign, "does not say with which key");

        Assert.Equal(Plain, await codec.DecodeSingleAsync(Plain));
        Assert.Equal(Plain, await Of(Keyring.Empty, "w").EncodeSingleAsync(Plain));
    }

    [Fact]
    public async Task Failure_WithAKey_ShowsNoTextAndNoStack()
    {
        var converter = ProtectedData.ConverterFor(new Keyring(first), "default").WithSerializationContext(
            new ISerializationContext.Workflow("default", "w"));
        var failure = await converter.ToFailureAsync(Thrown());

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(failure.StackTrace);
        Assert.Equal("the canary died", (await converter.ToExceptionAsync(failure)).Message);
    }

    [Fact]
    public void Key_Printed_ShowsItsIdAlone()
    {
        Assert.Equal("[key k1]", first.ToString());
        Assert.Equal(first.Reveal(), PayloadKey.Parse(first.Reveal() + "\n").Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("directed-key-1 k1")]
    [InlineData("directed-key-1 k1 c2hvcnQ=")]
    [InlineData("directed-key-2 k1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("directed-key-1 -k AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Key_ThatIsNone_IsRefused_AndNotQuoted(string text)
    {
        var fault = Assert.Throws<FormatException>(() => PayloadKey.Parse(text));

        Assert.DoesNotContain("AAAA", fault.Message, StringComparison.Ordinal);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("the canary died");
        }
        catch (InvalidOperationException fault)
        {
            return fault;
        }
    }

    private static IPayloadCodec Of(Keyring keys, string workflow, string name = "default") =>
        new EncryptingCodec(keys, "default").WithSerializationContext(new ISerializationContext.Workflow(name, workflow));

    private static async Task<PayloadProtectionException> RefusedAsync(IPayloadCodec codec, Payload payload, string why)
    {
        var fault = await Assert.ThrowsAsync<PayloadProtectionException>(() => codec.DecodeSingleAsync(payload));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        return fault;
    }
}
