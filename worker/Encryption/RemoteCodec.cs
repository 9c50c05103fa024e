using Google.Protobuf;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.Worker.Encryption;

/// <summary>
/// Decrypts for those who look from outside, the Web UI and the official command line: payloads as JSON in and out,
/// in the form of Temporal's remote codecs.
/// </summary>
public sealed class RemoteCodec(Keyring keys, string temporalNamespace)
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly EncryptingCodec codec = new(keys, temporalNamespace);

    /// <returns>All of them decrypted; those that are in clear as they are.</returns>
    /// <exception cref="FormatException">It is no such JSON.</exception>
    /// <exception cref="PayloadProtectionException">One of them cannot be decrypted; none is given.</exception>
    public async Task<string> DecodeAsync(string json)
    {
        Payloads given;
        try
        {
            given = Parser.Parse<Payloads>(json);
        }
        catch (Exception fault) when (fault is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new FormatException("The body must be JSON: payloads, with metadata and data in base64.", fault);
        }

        var answer = new Payloads();
        answer.Payloads_.AddRange(await codec.DecodeAsync([.. given.Payloads_]));
        return JsonFormatter.Default.Format(answer);
    }
}
