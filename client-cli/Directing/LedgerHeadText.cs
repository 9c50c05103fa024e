using System.Globalization;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Directing;

/// <summary>A ledger head as people copy it: SEQUENCE:DIGEST.</summary>
internal static class LedgerHeadText
{
    public static string Of(LedgerHead head) =>
        string.Create(CultureInfo.InvariantCulture, $"{head.Sequence}:{head.Digest}");

    public static LedgerHead? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && long.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && text[(colon + 1)..] is ['s', 'h', 'a', '2', '5', '6', ':', .. { Length: 64 }] digest)
        {
            return new LedgerHead(sequence, new Digest(digest));
        }

        throw new CliException(
            ExitCode.BadUsage, "badHead", $"\"{text}\" is not a ledger head",
            "write SEQUENCE:sha256:64-HEX-DIGITS as directed run show prints it");
    }
}
