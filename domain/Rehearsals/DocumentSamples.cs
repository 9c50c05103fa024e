using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>The smallest documents that meet an expectation, or go against it; null where there is none.</summary>
internal static class DocumentSamples
{
    public static JsonData? For(Expectation expectation) => expectation.Operator switch
    {
        ExpectationOperator.Absent => JsonData.EmptyObject,
        ExpectationOperator.Exists => At(expectation.Path, JsonValue.Create(true)),
        _ => Value(expectation) is { } value ? At(expectation.Path, value) : null,
    };

    public static JsonData? Against(Expectation expectation) => Opposite(expectation.Operator) is { } opposite
        ? For(expectation with { Operator = opposite })
        : expectation.Operator == ExpectationOperator.OneOf
            ? At(expectation.Path, JsonValue.Create("something else"))
            : null;

    private static ExpectationOperator? Opposite(ExpectationOperator how) => how switch
    {
        ExpectationOperator.Equals => ExpectationOperator.NotEquals,
        ExpectationOperator.NotEquals => ExpectationOperator.Equals,
        ExpectationOperator.LessThan => ExpectationOperator.AtLeast,
        ExpectationOperator.AtLeast => ExpectationOperator.LessThan,
        ExpectationOperator.GreaterThan => ExpectationOperator.AtMost,
        ExpectationOperator.AtMost => ExpectationOperator.GreaterThan,
        ExpectationOperator.Contains => ExpectationOperator.NotContains,
        ExpectationOperator.NotContains => ExpectationOperator.Contains,
        ExpectationOperator.Exists => ExpectationOperator.Absent,
        ExpectationOperator.Absent => ExpectationOperator.Exists,
        _ => null,
    };

    // A reference stays a reference: the answer is resolved as the expectation is. It cannot be counted up or down.
    private static JsonNode? Value(Expectation expectation)
    {
        if (expectation.Value is not { } expected)
        {
            return null;
        }

        var element = expected.Element;
        return expectation.Operator switch
        {
            ExpectationOperator.Equals or ExpectationOperator.AtMost or ExpectationOperator.AtLeast => Node(element),
            ExpectationOperator.NotEquals => Other(element),
            ExpectationOperator.LessThan => Shifted(element, -1),
            ExpectationOperator.GreaterThan => Shifted(element, +1),
            ExpectationOperator.Contains => element.ValueKind == JsonValueKind.String
                ? Node(element)
                : new JsonArray(Node(element)),
            ExpectationOperator.NotContains => element.ValueKind == JsonValueKind.String
                ? JsonValue.Create(string.Empty)
                : new JsonArray(),
            ExpectationOperator.OneOf when element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 =>
                Node(element[0]),
            _ => null,
        };
    }

    private static JsonValue? Other(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => JsonValue.Create($"not {element.GetString()}"),
        JsonValueKind.Number => Shifted(element, +1),
        JsonValueKind.True => JsonValue.Create(false),
        JsonValueKind.False => JsonValue.Create(true),
        _ => JsonValue.Create("something else"),
    };

    private static JsonValue? Shifted(JsonElement element, int by) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number)
            ? JsonValue.Create(number + by)
            : null;

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());

    // From the inside out: each part of the path puts one more mapping or list around the value.
    private static JsonData? At(string path, JsonNode? value)
    {
        if (JsonPath.Parse(path, out _) is not { } parts)
        {
            return null;
        }

        foreach (var part in parts.Reverse())
        {
            value = part is string name
                ? new JsonObject { [name] = value }
                : new JsonArray([.. Enumerable.Range(0, (int)part).Select(_ => (JsonNode?)new JsonObject()), value]);
        }

        return JsonData.Of(value);
    }
}
