using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>One disagreement of sources, from its raising to its clearing.</summary>
[JsonConverter(typeof(StringIdConverter<ContradictionId>))]
public readonly record struct ContradictionId(string Value) : IStringId<ContradictionId>
{
    public static ContradictionId From(string value) => new(value);

    public override string ToString() => Value;
}
