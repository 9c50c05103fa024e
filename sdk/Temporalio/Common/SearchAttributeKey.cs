using Temporalio.Api.Enums.V1;

namespace Temporalio.Common;

/// <summary>Name and kind of a search attribute.</summary>
public class SearchAttributeKey : IComparable<SearchAttributeKey>, IEquatable<SearchAttributeKey>
{
    private protected SearchAttributeKey(string name, IndexedValueType valueType)
    {
        Name = name;
        ValueType = valueType;
    }

    /// <summary>Gets the name as registered on the server.</summary>
    public string Name { get; }

    /// <summary>Gets the kind of value.</summary>
    public IndexedValueType ValueType { get; }

    /// <summary>Equality by name and kind.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    public static bool operator ==(SearchAttributeKey? left, SearchAttributeKey? right) => Equals(left, right);

    /// <summary>Inequality by name and kind.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    public static bool operator !=(SearchAttributeKey? left, SearchAttributeKey? right) => !Equals(left, right);

    /// <summary>Order by name, then kind.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    public static bool operator <(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) < 0;

    /// <summary>Order by name, then kind.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    public static bool operator <=(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) <= 0;

    /// <summary>Order by name, then kind.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    public static bool operator >(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) > 0;

    /// <summary>Order by name, then kind.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    public static bool operator >=(SearchAttributeKey? left, SearchAttributeKey? right) => Compare(left, right) >= 0;

    /// <summary>Key for text that is searched by word.</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<string> CreateText(string name) => new(name, IndexedValueType.Text);

    /// <summary>Key for one exact word.</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<string> CreateKeyword(string name) => new(name, IndexedValueType.Keyword);

    /// <summary>Key for a whole number (Int on the server).</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<long> CreateLong(string name) => new(name, IndexedValueType.Int);

    /// <summary>Key for a floating point number.</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<double> CreateDouble(string name) => new(name, IndexedValueType.Double);

    /// <summary>Key for true or false.</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<bool> CreateBool(string name) => new(name, IndexedValueType.Bool);

    /// <summary>Key for an instant (Datetime on the server).</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<DateTimeOffset> CreateDateTimeOffset(string name) =>
        new(name, IndexedValueType.Datetime);

    /// <summary>Key for a list of exact words.</summary>
    /// <param name="name">Registered name.</param>
    /// <returns>The key.</returns>
    public static SearchAttributeKey<IReadOnlyCollection<string>> CreateKeywordList(string name) =>
        new(name, IndexedValueType.KeywordList);

    /// <inheritdoc />
    public int CompareTo(SearchAttributeKey? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byName = string.CompareOrdinal(Name, other.Name);
        return byName != 0 ? byName : ValueType.CompareTo(other.ValueType);
    }

    /// <inheritdoc />
    public bool Equals(SearchAttributeKey? other) =>
        other is not null && Name == other.Name && ValueType == other.ValueType;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SearchAttributeKey);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, ValueType);

    /// <inheritdoc />
    public override string ToString() => $"{Name} ({ValueType})";

    private static int Compare(SearchAttributeKey? left, SearchAttributeKey? right) =>
        Comparer<SearchAttributeKey>.Default.Compare(left, right);
}
