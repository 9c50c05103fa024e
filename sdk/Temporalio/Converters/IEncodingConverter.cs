using System.Diagnostics.CodeAnalysis;
using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>Converts one encoding; a payload converter is made of several.</summary>
public interface IEncodingConverter
{
    /// <summary>Gets the value of metadata "encoding" that this reads and writes.</summary>
    string Encoding { get; }

    /// <summary>Converts a value if it is of the kind that this takes.</summary>
    /// <param name="value">Value.</param>
    /// <param name="payload">Payload.</param>
    /// <returns>Whether it was converted.</returns>
    bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload);

    /// <summary>Converts a payload of this encoding.</summary>
    /// <param name="payload">Payload.</param>
    /// <param name="type">Type that is wanted.</param>
    /// <returns>Value.</returns>
    object? ToValue(Payload payload, Type type);
}
