using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id that the issuer gave a directive; the same id twice is the same directive.</summary>
[JsonConverter(typeof(StringIdConverter<DirectiveId>))]
public readonly record struct DirectiveId(string Value) : IStringId<DirectiveId>
{
    public static DirectiveId From(string value) => new(value);

    public override string ToString() => Value;
}
