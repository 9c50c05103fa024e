using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id of a lane, unique in its procedure.</summary>
[JsonConverter(typeof(StringIdConverter<LaneId>))]
public readonly record struct LaneId(string Value) : IStringId<LaneId>
{
    public static LaneId From(string value) => new(value);

    public override string ToString() => Value;
}
