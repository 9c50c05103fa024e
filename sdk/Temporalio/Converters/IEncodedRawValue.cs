using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>A value still in its wire form, codec included.</summary>
public interface IEncodedRawValue
{
    /// <summary>Gets the payload, before the codec.</summary>
    Payload Payload { get; }

    /// <summary>Decodes and converts.</summary>
    /// <typeparam name="T">Type that is wanted.</typeparam>
    /// <returns>Value.</returns>
    Task<T> ToValueAsync<T>();

    /// <summary>Decodes and converts.</summary>
    /// <param name="type">Type that is wanted.</param>
    /// <returns>Value.</returns>
    Task<object?> ToValueAsync(Type type);
}
