using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>
/// A document as somebody wrote it, with the line and column (from 1) of each part. YAML and JSON become this; from
/// here on they are the same.
/// </summary>
public abstract record DocumentNode(int Line, int Column)
{
    /// <summary>A text, number, truth value or null.</summary>
    public sealed record Scalar(JsonData Value, int Line, int Column) : DocumentNode(Line, Column);

    public sealed record Sequence(ValueList<DocumentNode> Items, int Line, int Column) : DocumentNode(Line, Column);

    public sealed record Mapping(ValueList<DocumentEntry> Entries, int Line, int Column) : DocumentNode(Line, Column);

    /// <summary>The same as a JSON value. A doubled key throws <see cref="System.Text.Json.JsonException"/>.</summary>
    public JsonData ToData() => JsonData.Parse(ToJson());

    private string ToJson() => this switch
    {
        Scalar scalar => scalar.Value.Text,
        Sequence sequence => $"[{string.Join(",", sequence.Items.Select(item => item.ToJson()))}]",
        Mapping mapping => $"{{{string.Join(",", mapping.Entries.Select(Member))}}}",
        _ => throw new NotSupportedException($"A {GetType().Name} is no part of a document."),
    };

    private static string Member(DocumentEntry entry) => $"{JsonData.Of(entry.Key)}:{entry.Value.ToJson()}";
}
