using DirectedExecution.Workflows.Contracts;
using Temporalio.Converters;

namespace DirectedExecution.Worker.Encryption;

/// <summary>The conversion of runs' data, with the codec around it.</summary>
public static class ProtectedData
{
    /// <summary>
    /// The codec is there without keys too: data that is encrypted then stops its reader with the id of the key that is
    /// missing. With a key to encrypt with, texts and stack traces of failures are encrypted as well.
    /// </summary>
    public static DataConverter ConverterFor(Keyring keys, string temporalNamespace)
    {
        var converter = RunData.Converter with { PayloadCodec = new EncryptingCodec(keys, temporalNamespace) };
        return keys.Sealing is null
            ? converter
            : converter with
            {
                FailureConverter = new DefaultFailureConverter(new() { EncodeCommonAttributes = true }),
            };
    }
}
