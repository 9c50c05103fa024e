using System.Text;
using System.Text.Json;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Documents;

/// <summary>
/// The approvals file: one entry a line, as canonical JSON, only ever appended to. It is meant to be kept where
/// procedures are kept, under version control.
/// </summary>
internal static class ApprovalsFile
{
    private const string Fix = "take the file from a copy that verifies; entries are never edited";

    /// <summary>The whole chain, verified.</summary>
    public static ValueList<ApprovalEntry> Read(CliHost host, string name) =>
        Verified(name, Parse(name, DocumentFile.ReadText(host, name)));

    /// <summary>
    /// Reads, verifies, and appends what <paramref name="act"/> makes of it, while nobody else can: two people who
    /// approve at once follow each other.
    /// </summary>
    public static async Task<ApprovalEntry> AppendAsync(
        CliHost host, string name, Func<ValueList<ApprovalEntry>, Task<ApprovalEntry>> act)
    {
        using var file = new FileStream(
            host.FullPath(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var entry = await act(Verified(name, Parse(name, await reader.ReadToEndAsync())));
        Write(file, entry);
        return entry;
    }

    private static void Write(FileStream file, ApprovalEntry entry)
    {
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(CanonicalJson.Serialize(entry) + "\n"));
        file.Flush(flushToDisk: true);
    }

    private static ValueList<ApprovalEntry> Verified(string name, ValueList<ApprovalEntry> entries) =>
        ApprovalChain.Damage(entries) is { } damage
            ? throw new CliException(ExitCode.VerificationFailed, "approvalsDamaged", $"{name}: {damage}", Fix)
            : entries;

    private static ValueList<ApprovalEntry> Parse(string name, string text)
    {
        var entries = new List<ApprovalEntry>();
        var line = 0;
        foreach (var each in text.Split('\n'))
        {
            line++;
            if (each.Length == 0)
            {
                continue;
            }

            try
            {
                entries.Add(DomainJson.Deserialize<ApprovalEntry>(each));
            }
            catch (JsonException bad)
            {
                throw new CliException(
                    ExitCode.VerificationFailed, "approvalsDamaged",
                    $"{name}:{line}:{(bad.BytePositionInLine ?? 0) + 1}: {bad.Path ?? "$"}: this is no approval", Fix);
            }
        }

        return entries.ToValueList();
    }
}
