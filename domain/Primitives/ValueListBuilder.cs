namespace DirectedExecution.Domain.Primitives;

/// <summary>Makes value lists: from <c>[a, b]</c> and from any sequence.</summary>
public static class ValueListBuilder
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ValueList<T>.Empty : new([.. items]);

    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);
}
