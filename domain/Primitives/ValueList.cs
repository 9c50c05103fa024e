using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Primitives;

/// <summary>
/// An immutable, ordered list that is equal when its items are: so records that hold lists compare by value.
/// </summary>
[CollectionBuilder(typeof(ValueListBuilder), nameof(ValueListBuilder.Create))]
[JsonConverter(typeof(ValueListConverterFactory))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly ImmutableArray<T> items;

    internal ValueList(ImmutableArray<T> items) => this.items = items;

    public static ValueList<T> Empty { get; } = new([]);

    public int Count => items.Length;

    public bool IsEmpty => items.IsEmpty;

    public T this[int index] => items[index];

    public ValueList<T> Add(T item) => new(items.Add(item));

    public ValueList<T> AddRange(IEnumerable<T> more) => new(items.AddRange(more));

    public ValueList<T> RemoveAll(Predicate<T> match) => new(items.RemoveAll(match));

    /// <summary>Replaces each item that matches.</summary>
    public ValueList<T> Replace(Predicate<T> match, Func<T, T> change) =>
        new([.. items.Select(item => match(item) ? change(item) : item)]);

    public bool Contains(T item) => items.Contains(item);

    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", items)}]";

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
