using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Temporalio.Api.Common.V1;
using Temporalio.Workflows;

namespace Temporalio.Common;

/// <summary>An unchanging set of search attributes with their values.</summary>
public class SearchAttributeCollection : IReadOnlyCollection<SearchAttributeKey>
{
    private readonly SortedDictionary<SearchAttributeKey, object> values;

    internal SearchAttributeCollection(IEnumerable<KeyValuePair<SearchAttributeKey, object>> values)
    {
        this.values = [];
        foreach (var (key, value) in values)
        {
            this.values[key] = value;
        }
    }

    /// <summary>Gets the set with nothing in it.</summary>
    public static SearchAttributeCollection Empty { get; } = new([]);

    /// <summary>Gets the number of attributes.</summary>
    public int Count => values.Count;

    /// <summary>Gets all values, in the order of their names.</summary>
    public IReadOnlyDictionary<SearchAttributeKey, object> UntypedValues => values;

    /// <summary>Reads the protocol form. Attributes without a value are left out.</summary>
    /// <param name="searchAttributes">Protocol form.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A value does not fit its type.</exception>
    public static SearchAttributeCollection FromProto(SearchAttributes searchAttributes) =>
        new(searchAttributes.IndexedFields
            .Select(field => SearchAttributePayloads.FromPayload(field.Key, field.Value))
            .Where(read => read is not null)
            .Select(read => KeyValuePair.Create(read!.Value.Key, read.Value.Value)));

    /// <summary>Gets a value.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">There is none of this name and type.</exception>
    public T Get<T>(SearchAttributeKey<T> key)
        where T : notnull => (T)values[key];

    /// <summary>Gets a value if it is there.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGetValue<T>(SearchAttributeKey<T> key, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        var found = values.TryGetValue(key, out var untyped);
        value = found ? (T)untyped! : default;
        return found;
    }

    /// <summary>Whether there is an attribute of this name and type.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key.</param>
    /// <returns>True when it is there.</returns>
    public bool ContainsKey<T>(SearchAttributeKey<T> key)
        where T : notnull => values.ContainsKey(key);

    /// <summary>Whether there is an attribute of this name, of any type.</summary>
    /// <param name="key">Name.</param>
    /// <returns>True when it is there.</returns>
    public bool ContainsKey(string key) => values.Keys.Any(known => known.Name == key);

    /// <inheritdoc />
    public IEnumerator<SearchAttributeKey> GetEnumerator() => values.Keys.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes the protocol form.</summary>
    /// <returns>The protocol form.</returns>
    public SearchAttributes ToProto()
    {
        var proto = new SearchAttributes();
        foreach (var (key, value) in values)
        {
            proto.IndexedFields[key.Name] = SearchAttributePayloads.ToPayload(key, value);
        }

        return proto;
    }

    /// <summary>This set after some updates.</summary>
    internal SearchAttributeCollection Apply(IEnumerable<SearchAttributeUpdate> updates)
    {
        var next = new Dictionary<SearchAttributeKey, object>(values);
        foreach (var update in updates)
        {
            // The server knows attributes by name alone: an update with another type replaces.
            foreach (var same in next.Keys.Where(key => key.Name == update.UntypedKey.Name).ToArray())
            {
                next.Remove(same);
            }

            if (update.HasValue)
            {
                next[update.UntypedKey] = update.UntypedValue;
            }
        }

        return new(next);
    }

    /// <summary>Collects values before the set is made.</summary>
    public class Builder
    {
        private readonly Dictionary<SearchAttributeKey, object> values = [];

        /// <summary>Initializes a new instance of the <see cref="Builder"/> class.</summary>
        public Builder()
        {
        }

        /// <summary>Initializes a new instance of the <see cref="Builder"/> class.</summary>
        /// <param name="searchAttributes">Values to begin with.</param>
        public Builder(SearchAttributeCollection searchAttributes) => Set(searchAttributes);

        /// <summary>Sets a value.</summary>
        /// <typeparam name="T">Type of the value.</typeparam>
        /// <param name="key">Key.</param>
        /// <param name="value">Value.</param>
        /// <returns>This builder.</returns>
        /// <exception cref="ArgumentException">The name is already there with another type.</exception>
        public Builder Set<T>(SearchAttributeKey<T> key, T value)
            where T : notnull
        {
            if (values.Keys.Any(known => known.Name == key.Name && known != key))
            {
                throw new ArgumentException($"Search attribute {key.Name} is already there with another type", nameof(key));
            }

            values[key] = value;
            return this;
        }

        /// <summary>Sets all values of a set.</summary>
        /// <param name="searchAttributes">The set.</param>
        /// <returns>This builder.</returns>
        public Builder Set(SearchAttributeCollection searchAttributes)
        {
            foreach (var (key, value) in searchAttributes.UntypedValues)
            {
                Unset(key.Name);
                values[key] = value;
            }

            return this;
        }

        /// <summary>Removes a value.</summary>
        /// <param name="key">Key.</param>
        /// <returns>This builder.</returns>
        public Builder Unset(SearchAttributeKey key)
        {
            values.Remove(key);
            return this;
        }

        /// <summary>Removes a value, whatever its type.</summary>
        /// <param name="name">Name.</param>
        /// <returns>This builder.</returns>
        public Builder Unset(string name)
        {
            foreach (var key in values.Keys.Where(key => key.Name == name).ToArray())
            {
                values.Remove(key);
            }

            return this;
        }

        /// <summary>Makes the set.</summary>
        /// <returns>The set.</returns>
        public SearchAttributeCollection ToSearchAttributeCollection() => new(values);
    }
}
