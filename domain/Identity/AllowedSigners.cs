using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// An allowed-signers file as it was when the run opened. It stands in the ledger's first entry, so that every later
/// verification, on a replay or offline, asks this text and nothing else. Stored shape.
/// </summary>
public sealed record AllowedSigners(string Content, Digest Digest)
{
    /// <summary>The longest file that is taken, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    public static AllowedSigners Of(string content) => new(content, Digest.OfText(content));

    /// <summary>The lines, or all that is wrong with them.</summary>
    public DocumentResult<ValueList<AllowedSigner>> Read(string file = "allowed signers") =>
        AllowedSignersReader.Read(Content, file);
}
