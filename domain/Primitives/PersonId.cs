using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>A named human, as the charter writes the name; compared letter by letter.</summary>
[JsonConverter(typeof(StringIdConverter<PersonId>))]
public readonly record struct PersonId(string Value) : IStringId<PersonId>
{
    public static PersonId From(string value) => new(value);

    public override string ToString() => Value;
}
