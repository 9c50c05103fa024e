using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id of a target in the charter's scope.</summary>
[JsonConverter(typeof(StringIdConverter<TargetId>))]
public readonly record struct TargetId(string Value) : IStringId<TargetId>
{
    public static TargetId From(string value) => new(value);

    public override string ToString() => Value;
}
