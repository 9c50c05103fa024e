using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Turns values into payloads and back. Deterministic and without I/O: workflows use it directly.</summary>
public interface IPayloadConverter
{
    /// <summary>Converts a value.</summary>
    /// <param name="value">Value.</param>
    /// <returns>Payload.</returns>
    Payload ToPayload(object? value);

    /// <summary>Converts a payload.</summary>
    /// <param name="payload">Payload.</param>
    /// <param name="type">Type that is wanted.</param>
    /// <returns>Value.</returns>
    object? ToValue(Payload payload, Type type);
}
