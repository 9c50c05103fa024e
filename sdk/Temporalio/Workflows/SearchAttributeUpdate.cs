using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>One change of a search attribute.</summary>
public abstract class SearchAttributeUpdate
{
    private protected SearchAttributeUpdate()
    {
    }

    /// <summary>Gets a value indicating whether this sets a value; false when it removes the attribute.</summary>
    public abstract bool HasValue { get; }

    /// <summary>Gets the key.</summary>
    public abstract SearchAttributeKey UntypedKey { get; }

    /// <summary>Gets the value.</summary>
    /// <exception cref="InvalidOperationException">This removes the attribute.</exception>
    public abstract object UntypedValue { get; }

    /// <summary>Sets an attribute.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key.</param>
    /// <param name="value">New value.</param>
    /// <returns>The update.</returns>
    public static SearchAttributeUpdate<T> ValueSet<T>(SearchAttributeKey<T> key, T value)
        where T : notnull => new(key, value, true);

    /// <summary>Removes an attribute.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key.</param>
    /// <returns>The update.</returns>
    public static SearchAttributeUpdate<T> ValueUnset<T>(SearchAttributeKey<T> key)
        where T : notnull => new(key, default, false);
}
