using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Rehearsals;

namespace DirectedExecution.Cli.Documents;

/// <summary>A rehearsal script from the disk.</summary>
internal static class RehearsalFile
{
    public static Rehearsal Read(CliHost host, string name, RunDocuments documents)
    {
        var source = DocumentFile.Read(host, name);
        var read = RehearsalReader.Read(source.Root, source.File, documents);
        return read.Value ?? throw BadDocuments.Of(read.Problems);
    }
}
