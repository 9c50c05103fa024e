using System.Text.Json;
using System.Text.Json.Nodes;

namespace DirectedExecution.Activities.Tools;

/// <summary>
/// The parameters of one call, read strictly: a wrong type or an unknown name is refused, never guessed.
/// </summary>
public sealed class ToolParameters
{
    private readonly string tool;
    private readonly JsonObject values;

    public ToolParameters(ToolRequest request, params ReadOnlySpan<string> known)
    {
        tool = request.Kind;
        values = request.Parameters;
        foreach (var (name, _) in values)
        {
            if (!known.Contains(name))
            {
                throw Invalid(name, $"is not known; known are {string.Join(", ", known!)}");
            }
        }
    }

    public string Text(string name) =>
        OptionalText(name) is { Length: > 0 } text ? text : throw Invalid(name, "is missing");

    public string? OptionalText(string name) => values[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Invalid(name, "must be text"),
    };

    public string Choice(string name, params ReadOnlySpan<string> choices)
    {
        var text = Text(name);
        return choices.Contains(text) ? text : throw Invalid(name, $"must be one of {string.Join(", ", choices!)}");
    }

    public int? OptionalNumber(string name) => values[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number)
            && number == decimal.Truncate(number) && number is >= 0 and <= int.MaxValue => (int)number,
        _ => throw Invalid(name, "must be a whole number from 0"),
    };

    public bool Flag(string name) => values[name] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
            value.GetValue<bool>(),
        _ => throw Invalid(name, "must be true or false"),
    };

    public IReadOnlyList<string> TextList(string name) => values[name] switch
    {
        null => [],
        JsonArray array =>
            [.. array.Select(item => AsArgument(item) ?? throw Invalid(name, "must be a list of texts"))],
        _ => throw Invalid(name, "must be a list of texts"),
    };

    public IReadOnlyList<int> NumberList(string name) => values[name] switch
    {
        null => [],
        JsonArray array => [.. array.Select(item =>
            item is JsonValue value && value.TryGetValue<int>(out var number)
                ? number
                : throw Invalid(name, "must be a list of whole numbers"))],
        _ => throw Invalid(name, "must be a list of whole numbers"),
    };

    public IReadOnlyDictionary<string, string> TextMap(string name) => OptionalObject(name) is not { } map
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : map.ToDictionary(
            pair => pair.Key,
            pair => AsArgument(pair.Value) ?? throw Invalid(name, $"must have a text as '{pair.Key}'"),
            StringComparer.Ordinal);

    public JsonObject? OptionalObject(string name) => values[name] switch
    {
        null => null,
        JsonObject map => map,
        _ => throw Invalid(name, "must be a mapping"),
    };

    public JsonArray? OptionalList(string name) => values[name] switch
    {
        null => null,
        JsonArray array => array,
        _ => throw Invalid(name, "must be a list"),
    };

    public JsonNode? Any(string name) => values[name];

    public ToolRefusalException Invalid(string name, string why) =>
        new(ToolCodes.ParameterInvalid, $"The parameter '{name}' of the tool '{tool}' {why}.");

    /// <summary>Numbers and booleans are written as JSON writes them; that is one spelling on every machine.</summary>
    private static string? AsArgument(JsonNode? node) => node is not JsonValue value
        ? null
        : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
