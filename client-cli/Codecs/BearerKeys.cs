using System.Security.Cryptography;
using System.Text;

namespace DirectedExecution.Cli.Codecs;

/// <summary>The keys that callers of the codec endpoint must show, as digests; no key is written anywhere.</summary>
internal sealed class BearerKeys
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] digests;

    public BearerKeys(IEnumerable<string> keys) => digests = [.. keys.Select(Digest)];

    /// <summary>One key a line; blank lines and those with # in front count for nothing.</summary>
    public static BearerKeys OfFile(string path)
    {
        var keys = File.ReadAllLines(path)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .ToList();
        return keys.Count > 0
            ? new BearerKeys(keys)
            : throw new CliException(
                ExitCode.BadInput, "noApiKey", $"{path}: there is no key in it; nobody could call the endpoint",
                "write a long random text into it, one key a line");
    }

    /// <summary>Compares with every key, in time that does not depend on what they have in common.</summary>
    public bool Accept(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var shown = Digest(header[Scheme.Length..].Trim());
        var isKnown = false;
        foreach (var digest in digests)
        {
            isKnown |= CryptographicOperations.FixedTimeEquals(shown, digest);
        }

        return isKnown;
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
