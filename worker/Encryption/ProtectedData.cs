using DirectedExecution.Workflows.Contracts;
using Temporalio.Converters;

namespace DirectedExecution.Worker.Encryption;

/// <summary>The conversion of runs' data, with the codec around it.</summary>
public static class ProtectedData
{
    /// <summary>
    /// Without keys, data that is encrypted stops its reader with the id of the key that is missing. With a key to
    /// encrypt with, texts and stack traces of failures are encrypted as well.
    /// </summary>
    public static DataConverter ConverterFor(Keyring keys, string temporalNamespace)
    {
        if (keys.Ids.Count == 0)
        {
            return RunData.Converter with
            {
                PayloadConverter = new GuardedPayloads(RunData.Converter.PayloadConverter),
            };
        }

        var converter = RunData.Converter with { PayloadCodec = new EncryptingCodec(keys, temporalNamespace) };
        return keys.Sealing is null
            ? converter
            : converter with
            {
                FailureConverter = new DefaultFailureConverter(new() { EncodeCommonAttributes = true }),
            };
    }
}
