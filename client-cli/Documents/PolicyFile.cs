using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Worker.Configuration;

namespace DirectedExecution.Cli.Documents;

/// <summary>A risk policy from the disk, with the offsets of its time zones as they are known here and now.</summary>
internal static class PolicyFile
{
    public static RiskPolicy Read(CliHost host, string name, RunDocuments? documents) =>
        Read(host, DocumentFile.Read(host, name), documents);

    public static RiskPolicy Read(CliHost host, DocumentSource source, RunDocuments? documents)
    {
        var problems = Problems(host, source, documents);
        return problems.IsEmpty ? Parse(host, source).Value! : throw BadDocuments.Of(problems);
    }

    /// <summary>All that is wrong with it, by itself and with the documents where they are given.</summary>
    public static ValueList<Problem> Problems(CliHost host, DocumentSource source, RunDocuments? documents)
    {
        var read = Parse(host, source);
        return read.Value is { } policy && documents is not null
            ? PolicyReader.Check(source.Root, source.File, policy, documents)
            : read.Problems;
    }

    private static DocumentResult<RiskPolicy> Parse(CliHost host, DocumentSource source) =>
        PolicyReader.Read(source.Root, source.File, ZoneOffsets.Around(host.Clock));
}
