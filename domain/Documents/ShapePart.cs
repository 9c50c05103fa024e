namespace DirectedExecution.Domain.Documents;

/// <summary>The fields that a reader asks one mapping for, in the order of asking.</summary>
internal sealed class ShapePart
{
    private readonly List<string> order = [];
    private readonly Dictionary<string, (Shape Shape, bool IsRequired)> fields = new(StringComparer.Ordinal);

    /// <summary>What the mapping is called where it is defined once and referred to.</summary>
    public string? Name { get; set; }

    /// <summary>How many fields it has at least and at most, where that is limited.</summary>
    public int? FieldCount { get; set; }

    public IEnumerable<(string Name, Shape Shape, bool IsRequired)> Fields =>
        order.Select(name => (name, fields[name].Shape, fields[name].IsRequired));

    /// <summary>The last word about the shape holds; once required stays required.</summary>
    public void Add(string name, Shape shape, bool isRequired)
    {
        if (fields.TryGetValue(name, out var before))
        {
            fields[name] = (shape, isRequired || before.IsRequired);
            return;
        }

        order.Add(name);
        fields.Add(name, (shape, isRequired));
    }
}
