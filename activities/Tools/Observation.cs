using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Activities.Tools;

/// <summary>Turns output into data that expectations can look into.</summary>
public static class Observation
{
    private const int DeepestJson = 32;

    /// <summary>JSON as JSON, anything else as the text that it is.</summary>
    public static JsonNode? FromText(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 || (trimmed[0] is not ('{' or '[')))
        {
            return JsonValue.Create(trimmed);
        }

        try
        {
            // Only what has one canonical form is data: no member twice, no number beyond all bounds.
            using var document = JsonDocument.Parse(
                trimmed, new JsonDocumentOptions { MaxDepth = DeepestJson, AllowDuplicateProperties = false });
            _ = CanonicalJson.Of(document.RootElement);
            return JsonNode.Parse(trimmed);
        }
        catch (JsonException)
        {
            return JsonValue.Create(trimmed);
        }
    }
}
