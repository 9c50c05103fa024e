using System.Text.Json.Serialization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Privacy;

/// <summary>One record in the annex; says nothing of what is in it.</summary>
[JsonConverter(typeof(StringIdConverter<AnnexId>))]
public readonly record struct AnnexId(string Value) : IStringId<AnnexId>
{
    public static AnnexId From(string value) => new(value);

    public override string ToString() => Value;
}
