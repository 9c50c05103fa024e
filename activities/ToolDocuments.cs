using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Activities;

/// <summary>What a tool gave, as the domain keeps it.</summary>
internal static class ToolDocuments
{
    /// <returns>Null when there is nothing, or nothing with one canonical form (a number beyond all bounds).</returns>
    public static JsonData? Of(JsonNode? value)
    {
        try
        {
            return value is null ? null : JsonData.Parse(value.ToJsonString());
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The digest of the canonical form, or of the bytes where there is none.</summary>
    public static Digest DigestOf(string output)
    {
        try
        {
            return JsonData.Parse(output).Digest();
        }
        catch (JsonException)
        {
            return Digest.OfText(output);
        }
    }
}
