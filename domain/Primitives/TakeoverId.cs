using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>One takeover, from the offer or request to acceptance or cancellation.</summary>
[JsonConverter(typeof(StringIdConverter<TakeoverId>))]
public readonly record struct TakeoverId(string Value) : IStringId<TakeoverId>
{
    public static TakeoverId From(string value) => new(value);

    public override string ToString() => Value;
}
