using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>A SHA-256 over canonical JSON or raw bytes, written <c>sha256:</c> and 64 hex digits.</summary>
[JsonConverter(typeof(StringIdConverter<Digest>))]
public readonly record struct Digest(string Value) : IStringId<Digest>
{
    private const string Prefix = "sha256:";

    /// <summary>The first twelve hex digits, for people.</summary>
    [JsonIgnore]
    public string Short => Value is { Length: >= 19 } ? Value[7..19] : Value;

    public static Digest From(string value) => new(value);

    public static Digest OfBytes(ReadOnlySpan<byte> bytes) =>
        new(Prefix + Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public static Digest OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of a value's canonical JSON.</summary>
    public static Digest Of<T>(T value) => OfText(CanonicalJson.Serialize(value));

    public override string ToString() => Value;
}
