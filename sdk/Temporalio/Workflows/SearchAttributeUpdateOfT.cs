using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>One change of a search attribute.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public class SearchAttributeUpdate<T> : SearchAttributeUpdate
    where T : notnull
{
    private readonly T? value;

    internal SearchAttributeUpdate(SearchAttributeKey<T> key, T? value, bool hasValue)
    {
        Key = key;
        this.value = value;
        HasValue = hasValue;
    }

    /// <inheritdoc />
    public override bool HasValue { get; }

    /// <inheritdoc />
    public override SearchAttributeKey UntypedKey => Key;

    /// <inheritdoc />
    public override object UntypedValue => Value;

    /// <summary>Gets the key.</summary>
    public SearchAttributeKey<T> Key { get; }

    /// <summary>Gets the value.</summary>
    /// <exception cref="InvalidOperationException">This removes the attribute.</exception>
    public T Value => HasValue
        ? value!
        : throw new InvalidOperationException($"The update removes search attribute {Key.Name}: there is no value");
}
