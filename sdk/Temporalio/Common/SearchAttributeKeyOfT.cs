using Temporalio.Api.Enums.V1;
using Temporalio.Workflows;

namespace Temporalio.Common;

/// <summary>Name and kind of a search attribute whose values are <typeparamref name="T"/>.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public class SearchAttributeKey<T> : SearchAttributeKey
    where T : notnull
{
    internal SearchAttributeKey(string name, IndexedValueType valueType)
        : base(name, valueType)
    {
    }

    /// <summary>Update that sets this attribute, for use inside a workflow.</summary>
    /// <param name="value">New value.</param>
    /// <returns>The update.</returns>
    public SearchAttributeUpdate<T> ValueSet(T value) => SearchAttributeUpdate.ValueSet(this, value);

    /// <summary>Update that removes this attribute, for use inside a workflow.</summary>
    /// <returns>The update.</returns>
    public SearchAttributeUpdate<T> ValueUnset() => SearchAttributeUpdate.ValueUnset(this);
}
