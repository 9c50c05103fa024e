namespace Temporalio.Workflows;

/// <summary>One change of the memo.</summary>
public class MemoUpdate
{
    private readonly object? value;

    private MemoUpdate(string key, object? value, bool hasValue)
    {
        UntypedKey = key;
        this.value = value;
        HasValue = hasValue;
    }

    /// <summary>Gets a value indicating whether this sets a value; false when it removes the key.</summary>
    public bool HasValue { get; }

    /// <summary>Gets the key.</summary>
    public string UntypedKey { get; }

    /// <summary>Gets the value.</summary>
    /// <exception cref="InvalidOperationException">This removes the key.</exception>
    public object UntypedValue => HasValue
        ? value!
        : throw new InvalidOperationException($"The update removes {UntypedKey}: there is no value");

    /// <summary>Sets a value.</summary>
    /// <param name="key">Key.</param>
    /// <param name="value">Value.</param>
    /// <returns>The update.</returns>
    public static MemoUpdate ValueSet(string key, object value) => new(key, value, true);

    /// <summary>Removes a key.</summary>
    /// <param name="key">Key.</param>
    /// <returns>The update.</returns>
    public static MemoUpdate ValueUnset(string key) => new(key, null, false);
}
