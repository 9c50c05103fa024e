using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id of a protected boundary of the charter.</summary>
[JsonConverter(typeof(StringIdConverter<BoundaryId>))]
public readonly record struct BoundaryId(string Value) : IStringId<BoundaryId>
{
    public static BoundaryId From(string value) => new(value);

    public override string ToString() => Value;
}
