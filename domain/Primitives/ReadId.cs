using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id of a verification read, unique in its step.</summary>
[JsonConverter(typeof(StringIdConverter<ReadId>))]
public readonly record struct ReadId(string Value) : IStringId<ReadId>
{
    public static ReadId From(string value) => new(value);

    public override string ToString() => Value;
}
