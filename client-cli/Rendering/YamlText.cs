using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DirectedExecution.Cli.Rendering;

/// <summary>
/// JSON as YAML that people edit: one field a line; what is short stands on one line. Texts that could be read as
/// anything else are quoted.
/// </summary>
internal static partial class YamlText
{
    private const int ShortLine = 100;

    public static string Of(JsonObject document)
    {
        var text = new StringBuilder();
        Mapping(text, document, 0);
        return text.ToString();
    }

    private static void Mapping(StringBuilder text, JsonObject mapping, int depth, bool isItem = false)
    {
        var isFirst = isItem;
        foreach (var (name, value) in mapping)
        {
            text.Append(' ', isFirst ? 0 : depth).Append(Scalar(JsonValue.Create(name))).Append(':');
            Value(text, value, depth);
            isFirst = false;
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int depth)
    {
        var line = Flow(value);
        switch (value)
        {
            case JsonObject { Count: > 0 } mapping when line.Length + depth > ShortLine:
                text.Append('\n');
                Mapping(text, mapping, depth + 2);
                break;
            case JsonArray { Count: > 0 } list
                when line.Length + depth > ShortLine || list.Any(one => one is JsonObject):
                text.Append('\n');
                foreach (var item in list)
                {
                    text.Append(' ', depth + 2).Append("- ");
                    Item(text, item, depth + 4);
                }

                break;
            default:
                text.Append(' ').Append(line).Append('\n');
                break;
        }
    }

    private static void Item(StringBuilder text, JsonNode? item, int depth)
    {
        var line = Flow(item);
        if (item is JsonObject { Count: > 0 } mapping && line.Length + depth > ShortLine)
        {
            Mapping(text, mapping, depth, isItem: true);
            return;
        }

        text.Append(line).Append('\n');
    }

    private static string Flow(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject mapping => $"{{ {string.Join(", ", mapping.Select(Field))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Flow))}]",
        JsonValue value => Scalar(value),
        _ => "null",
    };

    private static string Field(KeyValuePair<string, JsonNode?> field) =>
        $"{Scalar(JsonValue.Create(field.Key))}: {Flow(field.Value)}";

    private static string Scalar(JsonValue? value)
    {
        if (value is null || value.GetValueKind() != JsonValueKind.String)
        {
            return value?.ToJsonString() ?? "null";
        }

        var text = value.GetValue<string>();
        return Plain().IsMatch(text) && !Reserved().IsMatch(text)
            ? text
            : JsonSerializer.Serialize(text, OutputJson.OneLine);
    }

    // Letters first, and nothing that means something in YAML, in a mapping on one line, or at the end of a text.
    [GeneratedRegex(
        @"^[A-Za-z][A-Za-z0-9_./()-]*(:[A-Za-z0-9_./-]+)*( [A-Za-z0-9_./()-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex("^(true|false|null|yes|no|on|off|y|n)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
