using System.Text.Json;
using System.Text.Json.Nodes;

namespace DirectedExecution.Activities.Tools;

/// <summary>Turns output into data that expectations can look into.</summary>
internal static class Observation
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
            return JsonNode.Parse(trimmed, documentOptions: new JsonDocumentOptions { MaxDepth = DeepestJson });
        }
        catch (JsonException)
        {
            return JsonValue.Create(trimmed);
        }
    }
}
