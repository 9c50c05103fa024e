using System.Diagnostics;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>Tags by name. Equal where they are the same.</summary>
internal sealed class MeterTags : IEquatable<MeterTags>
{
    private readonly KeyValuePair<string, object?>[] sorted;

    private MeterTags(KeyValuePair<string, object?>[] sorted)
    {
        this.sorted = sorted;
        List = new(sorted);
    }

    /// <summary>Gets the tags as instruments take them.</summary>
    public TagList List { get; }

    /// <summary>The tags of another with more; later ones win.</summary>
    public static MeterTags Of(MeterTags? from, IEnumerable<KeyValuePair<string, object>> more)
    {
        var all = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in from?.sorted ?? [])
        {
            all[key] = value;
        }

        foreach (var (key, value) in more)
        {
            all[key] = value;
        }

        return new([.. all]);
    }

    public bool Equals(MeterTags? other) => other is not null && sorted.SequenceEqual(other.sorted);

    public override bool Equals(object? obj) => Equals(obj as MeterTags);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (key, value) in sorted)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
