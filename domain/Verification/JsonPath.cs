using System.Globalization;
using System.Text.Json;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// The small path language of expectations: <c>$</c>, <c>.name</c>, <c>['name']</c>, <c>[0]</c>; one value or none,
/// never a set.
/// </summary>
public static class JsonPath
{
    /// <summary>The parts of a path, or null with the reason why it is none.</summary>
    public static IReadOnlyList<object>? Parse(string path, out string? problem)
    {
        var parts = new List<object>();
        var at = path.StartsWith('$') ? 1 : 0;
        problem = null;
        while (at < path.Length)
        {
            var part = path[at] == '[' ? Bracket(path, ref at) : Name(path, ref at);
            if (part is null)
            {
                problem = $"The path \"{path}\" cannot be read at character {at + 1}.";
                return null;
            }

            parts.Add(part);
        }

        return parts;
    }

    /// <summary>The value at the path, or null when there is none. Throws on a path that cannot be read.</summary>
    public static JsonElement? Find(JsonElement document, string path)
    {
        var parts = Parse(path, out var problem) ?? throw new ArgumentException(problem, nameof(path));
        var current = document;
        foreach (var part in parts)
        {
            if (Step(current, part) is not { } next)
            {
                return null;
            }

            current = next;
        }

        return current;
    }

    private static JsonElement? Step(JsonElement current, object part) => part switch
    {
        string name when current.ValueKind == JsonValueKind.Object && current.TryGetProperty(name, out var member) =>
            member,
        int index when current.ValueKind == JsonValueKind.Array && index < current.GetArrayLength() => current[index],
        _ => null,
    };

    private static object? Bracket(string path, ref int at)
    {
        var end = path.IndexOf(']', at);
        if (end < 0)
        {
            return null;
        }

        var inner = path[(at + 1)..end];
        object? part = inner is ['\'', .. var quoted, '\''] && quoted.Length > 0
            ? quoted
            : int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
        at = part is null ? at : end + 1;
        return part;
    }

    private static string? Name(string path, ref int at)
    {
        var start = path[at] == '.' ? at + 1 : at;
        if (path[at] != '.' && at != 0)
        {
            return null;
        }

        var end = start;
        while (end < path.Length && path[end] is not ('.' or '[' or ']'))
        {
            end++;
        }

        if (end == start)
        {
            return null;
        }

        at = end;
        return path[start..end];
    }
}
