using System.Text.Json.Nodes;

namespace Domain.Tests.Support;

/// <summary>Changes one place of a document, in a way that may or may not break its form.</summary>
internal static class DocumentChange
{
    public static string Make(JsonObject root, Random random)
    {
        var places = Places(root, "$").ToList();
        var (parent, key, path) = places[random.Next(places.Count)];
        switch (random.Next(4))
        {
            case 0 when parent is JsonObject mapping:
                mapping.Remove(key);
                return $"{path} removed";
            case 1 when parent is JsonObject mapping:
                mapping[key + "x"] = 1;
                return $"{path}x added";
            case 2 when parent is JsonObject mapping:
                var value = mapping[key]?.DeepClone();
                mapping.Remove(key);
                mapping[key.ToUpperInvariant()] = value;
                return $"{path} renamed";
            default:
                var other = Other(random);
                if (parent is JsonObject there)
                {
                    there[key] = other;
                }
                else
                {
                    parent.AsArray()[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = other;
                }

                return $"{path} = {other?.ToJsonString() ?? "null"}";
        }
    }

    private static JsonNode? Other(Random random) => random.Next(9) switch
    {
        0 => JsonValue.Create(7),
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(" "),
        3 => JsonValue.Create("word"),
        4 => JsonValue.Create("15m"),
        5 => new JsonObject(),
        6 => new JsonArray(),
        7 => JsonValue.Create(1.5),
        _ => null,
    };

    private static IEnumerable<(JsonNode Parent, string Key, string Path)> Places(JsonNode node, string path)
    {
        var children = node switch
        {
            JsonObject mapping => mapping.Select(member => (member.Key, member.Value)),
            JsonArray list => list.Select((item, index) =>
                (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (key, value) in children)
        {
            yield return (node, key, $"{path}.{key}");
            foreach (var inner in value is null ? [] : Places(value, $"{path}.{key}"))
            {
                yield return inner;
            }
        }
    }
}
