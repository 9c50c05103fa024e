using System.Globalization;
using System.Text.Json;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Amendments;

/// <summary>
/// What differs between two versions of a document, value by value: <c>procedure.steps[drain].title: "a" → "b"</c>.
/// Items that have an id are known by it, so that one more step is not a change of all that follow.
/// </summary>
internal static class DocumentDifference
{
    /// <summary>The most differences that are told one by one; the rest is counted.</summary>
    public const int Most = 60;

    private const int LongestValue = 120;

    public static ValueList<string> Of<T>(string name, T before, T after)
    {
        var old = Flat(name, before);
        var now = Flat(name, after);
        var lines = old.Keys.Concat(now.Keys).Distinct().Order(StringComparer.Ordinal)
            .Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Select(path => $"{path}: {Shown(old, path)} → {Shown(now, path)}")
            .ToList();
        return lines.Count <= Most
            ? lines.ToValueList()
            : lines.Take(Most)
                .Append(string.Create(CultureInfo.InvariantCulture, $"{name}: {lines.Count - Most} differences more"))
                .ToValueList();
    }

    private static string Shown(Dictionary<string, string> values, string path) =>
        values.TryGetValue(path, out var value) ? Excerpts.Cut(value, LongestValue) : "nothing";

    private static Dictionary<string, string> Flat<T>(string name, T document)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(CanonicalJson.Serialize(document));
        Flatten(name, json.RootElement, values);
        return values;
    }

    private static void Flatten(string path, JsonElement element, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Flatten($"{path}.{member.Name}", member.Value, values);
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0 && element.EnumerateArray().All(HasId):
                var position = 0;
                foreach (var item in element.EnumerateArray())
                {
                    var id = item.GetProperty("id").GetString();
                    values[$"{path}[{id}] at"] = (++position).ToString(CultureInfo.InvariantCulture);
                    Flatten($"{path}[{id}]", item, values);
                }

                break;
            default:
                values[path] = element.GetRawText();
                break;
        }
    }

    private static bool HasId(JsonElement item) => item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String;
}
