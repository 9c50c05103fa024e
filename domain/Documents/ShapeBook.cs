namespace DirectedExecution.Domain.Documents;

/// <summary>
/// What the readers would take a document for, noted while they read nothing. The published JSON Schema is made of it,
/// so that it cannot say anything else than the readers do.
/// </summary>
internal sealed class ShapeBook
{
    private readonly Dictionary<string, ShapePart> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Shape> items = new(StringComparer.Ordinal);

    public ShapePart Part(string path)
    {
        if (!parts.TryGetValue(path, out var part))
        {
            part = new ShapePart();
            parts.Add(path, part);
        }

        return part;
    }

    /// <summary>Notes what the single items of a list are.</summary>
    public void Item(string path, Shape shape) => items[path] = shape;

    /// <summary>What stands at a path: a mapping that was described there, or a single value.</summary>
    public Shape At(string path) => items.GetValueOrDefault(path) ?? new Shape.Part();
}
