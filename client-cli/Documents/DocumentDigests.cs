using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Documents;

/// <summary>The digests that charters and procedures are pinned and approved by.</summary>
internal static class DocumentDigests
{
    public static DocumentResult<DigestView> Charter(DocumentSource source)
    {
        var result = CharterReader.Read(source.Root, source.File);
        return new(
            result.Value is { } value ? new DigestView(value.Id, null, Digest.Of(value)) : null, result.Problems);
    }

    public static DocumentResult<DigestView> Procedure(DocumentSource source)
    {
        var result = ProcedureReader.Read(source.Root, source.File);
        return new(
            result.Value is { } value ? new DigestView(value.Id, value.Version, Digest.Of(value)) : null,
            result.Problems);
    }
}
