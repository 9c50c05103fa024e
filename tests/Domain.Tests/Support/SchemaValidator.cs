using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Domain.Tests.Support;

/// <summary>
/// As much of JSON Schema 2020-12 as the published schemas use; a keyword that it does not know is an error, so that a
/// schema cannot say more than is judged.
/// </summary>
internal sealed class SchemaValidator(string schema)
{
    private readonly JsonElement root = JsonDocument.Parse(schema).RootElement;

    /// <summary>Where the document breaks the schema first, or null.</summary>
    public string? Break(JsonNode? document) => Break(root, document, "$");

    /// <summary>Every field that the schema knows, as definition and name, and those that the document has.</summary>
    public IEnumerable<string> Fields() => Fields(root, "document")
        .Concat(root.GetProperty("$defs").EnumerateObject().SelectMany(one => Fields(one.Value, one.Name)));

    public HashSet<string> FieldsIn(JsonNode document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Walk(root, document, "document", seen);
        return seen;
    }

    private static IEnumerable<string> Fields(JsonElement part, string name) =>
        part.GetProperty("properties").EnumerateObject().Select(member => $"{name}.{member.Name}");

    private void Walk(JsonElement part, JsonNode? node, string name, HashSet<string> seen)
    {
        if (part.TryGetProperty("$ref", out var reference))
        {
            name = reference.GetString()!.Split('/')[^1];
            part = root.GetProperty("$defs").GetProperty(name);
        }

        if (node is JsonObject mapping && part.TryGetProperty("properties", out var properties))
        {
            foreach (var (key, value) in mapping)
            {
                seen.Add($"{name}.{key}");
                Walk(properties.GetProperty(key), value, name, seen);
            }
        }
        else if (node is JsonArray list && part.TryGetProperty("items", out var items))
        {
            foreach (var item in list)
            {
                Walk(items, item, name, seen);
            }
        }
    }

    private string? Break(JsonElement part, JsonNode? node, string at)
    {
        foreach (var keyword in part.EnumerateObject())
        {
            if (Check(part, keyword, node, at) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }

    private string? Check(JsonElement part, JsonProperty keyword, JsonNode? node, string at)
    {
        switch (keyword.Name)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description":
                return null;
            case "$ref":
                return Break(root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!.Split('/')[^1]), node, at);
            case "type":
                return IsOf(keyword.Value, node) ? null : $"{at}: not of type {keyword.Value}";
            case "const":
                return JsonNode.DeepEquals(JsonNode.Parse(keyword.Value.GetRawText()), node) ? null : $"{at}: const";
            case "enum":
                return keyword.Value.EnumerateArray().Any(one =>
                    JsonNode.DeepEquals(JsonNode.Parse(one.GetRawText()), node)) ? null : $"{at}: enum";
            case "pattern":
                return node is not JsonValue text || text.GetValueKind() != JsonValueKind.String
                    || Regex.IsMatch(text.GetValue<string>(), keyword.Value.GetString()!) ? null : $"{at}: pattern";
            case "required":
                return node is not JsonObject mapping ? null : keyword.Value.EnumerateArray()
                    .Where(name => !mapping.ContainsKey(name.GetString()!))
                    .Select(name => $"{at}: {name} missing").FirstOrDefault();
            case "additionalProperties":
                Assert.False(keyword.Value.GetBoolean());
                return node is not JsonObject known ? null : known
                    .Where(member => !part.GetProperty("properties").TryGetProperty(member.Key, out _))
                    .Select(member => $"{at}: {member.Key} unknown").FirstOrDefault();
            case "minProperties":
                return node is JsonObject few && few.Count < keyword.Value.GetInt32() ? $"{at}: too few" : null;
            case "maxProperties":
                return node is JsonObject many && many.Count > keyword.Value.GetInt32() ? $"{at}: too many" : null;
            case "properties":
                return node is not JsonObject parent ? null : keyword.Value.EnumerateObject()
                    .Where(one => parent.ContainsKey(one.Name))
                    .Select(one => Break(one.Value, parent[one.Name], $"{at}.{one.Name}"))
                    .FirstOrDefault(broken => broken is not null);
            case "items":
                return node is not JsonArray list ? null : list
                    .Select((item, index) => Break(keyword.Value, item, $"{at}[{index}]"))
                    .FirstOrDefault(broken => broken is not null);
            default:
                throw new NotSupportedException($"The keyword {keyword.Name} is not known to this validator.");
        }
    }

    private static bool IsOf(JsonElement type, JsonNode? node) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOf(one, node))
        : (type.GetString(), node?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
                or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => decimal.Parse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) % 1 == 0,
            _ => false,
        };
}
