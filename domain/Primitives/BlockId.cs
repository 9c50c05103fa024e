using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>One reason for which a run may not go on, until it is cleared.</summary>
[JsonConverter(typeof(StringIdConverter<BlockId>))]
public readonly record struct BlockId(string Value) : IStringId<BlockId>
{
    public static BlockId From(string value) => new(value);

    public override string ToString() => Value;
}
