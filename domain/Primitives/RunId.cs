using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>One run, as the workflow id names it.</summary>
[JsonConverter(typeof(StringIdConverter<RunId>))]
public readonly record struct RunId(string Value) : IStringId<RunId>
{
    public static RunId From(string value) => new(value);

    public override string ToString() => Value;
}
