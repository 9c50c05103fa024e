using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Temporalio.Workflows.Runtime;

/// <summary>
/// A dictionary that asks before it changes, and says when a value is set: handlers that come late get what was kept
/// for them.
/// </summary>
internal sealed class NotifyingDictionary<TValue>(
    IReadOnlyDictionary<string, TValue> initial, Action onChange, Action<string, TValue> onSet)
    : IDictionary<string, TValue>
{
    private readonly Dictionary<string, TValue> values = new(initial);

    public ICollection<string> Keys => values.Keys;

    public ICollection<TValue> Values => values.Values;

    public int Count => values.Count;

    public bool IsReadOnly => false;

    public TValue this[string key]
    {
        get => values[key];
        set
        {
            onChange();
            onSet(key, value);
            values[key] = value;
            OnAdded?.Invoke();
        }
    }

    /// <summary>Gets or sets what to do once a value is there.</summary>
    public Action? OnAdded { get; set; }

    public void Add(string key, TValue value)
    {
        onChange();
        onSet(key, value);
        values.Add(key, value);
        OnAdded?.Invoke();
    }

    public void Add(KeyValuePair<string, TValue> item) => Add(item.Key, item.Value);

    public void Clear()
    {
        onChange();
        values.Clear();
    }

    public bool Contains(KeyValuePair<string, TValue> item) => ((IDictionary<string, TValue>)values).Contains(item);

    public bool ContainsKey(string key) => values.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) =>
        ((IDictionary<string, TValue>)values).CopyTo(array, arrayIndex);

    public bool Remove(string key)
    {
        onChange();
        return values.Remove(key);
    }

    public bool Remove(KeyValuePair<string, TValue> item)
    {
        onChange();
        return ((IDictionary<string, TValue>)values).Remove(item);
    }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
