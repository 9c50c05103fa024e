using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>A value still in its wire form, with the converter that reads it.</summary>
/// <param name="DataConverter">Converter.</param>
/// <param name="Payload">Payload, before the codec.</param>
public record EncodedRawValue(DataConverter DataConverter, Payload Payload) : IEncodedRawValue
{
    /// <inheritdoc />
    public Task<T> ToValueAsync<T>() => DataConverter.ToValueAsync<T>(Payload);

    /// <inheritdoc />
    public Task<object?> ToValueAsync(Type type) => DataConverter.ToValueAsync(Payload, type);

    /// <summary>The values of a memo, each read when asked for.</summary>
    internal static IReadOnlyDictionary<string, IEncodedRawValue> Of(Memo? memo, DataConverter converter) =>
        (memo?.Fields ?? []).ToDictionary(
            field => field.Key, field => (IEncodedRawValue)new EncodedRawValue(converter, field.Value));
}
