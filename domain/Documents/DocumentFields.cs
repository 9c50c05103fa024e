using System.Text.Json.Nodes;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>The fields of one mapping as it is written; what is null is left out.</summary>
internal sealed class DocumentFields
{
    public JsonObject Node { get; } = [];

    public DocumentFields Add(string name, JsonNode? value)
    {
        if (value is not null)
        {
            Node.Add(name, value);
        }

        return this;
    }

    public DocumentFields Add(string name, JsonData? value) =>
        Add(name, value is null ? null : JsonNode.Parse(value.Text));

    public DocumentFields Add<T>(string name, ValueList<T>? items, Func<T, JsonNode?> write) =>
        Add(name, items is null ? null : new JsonArray([.. items.Select(write)]));
}
