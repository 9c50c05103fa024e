using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>One opening of a gate; a gate that is asked again has a new id.</summary>
[JsonConverter(typeof(StringIdConverter<GateId>))]
public readonly record struct GateId(string Value) : IStringId<GateId>
{
    public static GateId From(string value) => new(value);

    public override string ToString() => Value;
}
