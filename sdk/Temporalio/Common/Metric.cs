namespace Temporalio.Common;

/// <summary>A metric.</summary>
public abstract class Metric
{
    private protected Metric(string name, string? unit, string? description)
    {
        Name = name;
        Unit = unit;
        Description = description;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the unit; null for none.</summary>
    public string? Unit { get; }

    /// <summary>Gets the description; null for none.</summary>
    public string? Description { get; }
}
