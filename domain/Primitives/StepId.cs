using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>The id of a step, unique in its procedure.</summary>
[JsonConverter(typeof(StringIdConverter<StepId>))]
public readonly record struct StepId(string Value) : IStringId<StepId>
{
    public static StepId From(string value) => new(value);

    public override string ToString() => Value;
}
