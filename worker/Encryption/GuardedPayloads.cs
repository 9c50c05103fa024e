using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace DirectedExecution.Worker.Encryption;

/// <summary>
/// The conversion of a process without keys: what is encrypted stops its reader with the id of the key. It costs
/// nothing, as a codec would. Raw values pass; whoever takes one looks at it.
/// </summary>
internal sealed class GuardedPayloads(IPayloadConverter converter) : IPayloadConverter
{
    public Payload ToPayload(object? value) => converter.ToPayload(value);

    /// <exception cref="PayloadProtectionException">It is encrypted.</exception>
    public object? ToValue(Payload payload, Type type)
    {
        if (PayloadCipher.IsEncrypted(payload) && !typeof(IRawValue).IsAssignableFrom(type))
        {
            _ = PayloadCipher.Open(payload, Keyring.Empty, new PayloadScope(string.Empty, null), isAnyWorkflow: true);
        }

        return converter.ToValue(payload, type);
    }
}
