using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id of a decision point, unique in its procedure.</summary>
[JsonConverter(typeof(StringIdConverter<DecisionPointId>))]
public readonly record struct DecisionPointId(string Value) : IStringId<DecisionPointId>
{
    public static DecisionPointId From(string value) => new(value);

    public override string ToString() => Value;
}
