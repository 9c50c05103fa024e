using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>One execution of one step under one directive: step, dot, number.</summary>
[JsonConverter(typeof(StringIdConverter<AttemptId>))]
public readonly record struct AttemptId(string Value) : IStringId<AttemptId>
{
    public static AttemptId From(string value) => new(value);

    public override string ToString() => Value;
}
