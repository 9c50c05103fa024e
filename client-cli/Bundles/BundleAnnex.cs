using System.Text;
using System.Text.Json;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Cli.Bundles;

/// <summary>The annex as a file of a bundle, where it was asked for: one record a line. Stored shape.</summary>
internal static class BundleAnnex
{
    public const string FileName = "annex.jsonl";

    public static byte[] Bytes(IEnumerable<AnnexView> records) => Encoding.UTF8.GetBytes(
        string.Concat(records.Select(record => DomainJson.Serialize(record) + "\n")));

    /// <summary>What does not fit to the ledger; null when all does, or there is no annex in the bundle.</summary>
    public static string? Damage(IReadOnlyDictionary<string, byte[]> files, IEnumerable<LedgerEntry> entries)
    {
        if (!files.TryGetValue(FileName, out var bytes))
        {
            return null;
        }

        var known = AnnexRecords.Of(entries).ToDictionary(line => line.Annex.Id.Value, StringComparer.Ordinal);
        foreach (var text in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Read(text) is not { } record || !known.TryGetValue(record.Record, out var line))
            {
                return $"{FileName} holds something that the ledger does not refer to";
            }

            if (record.Digest != line.Annex.Digest.Value || !Fits(record))
            {
                return $"{FileName}: the record {record.Record} is not what the ledger refers to";
            }
        }

        return null;
    }

    private static AnnexView? Read(string text)
    {
        try
        {
            return DomainJson.Deserialize<AnnexView>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(AnnexView record)
    {
        try
        {
            return (record.Content, record.DigestKey) switch
            {
                (null, null) => true,
                ({ } content, { } key) => AnnexSubject.DigestOf(content, key).Value == record.Digest,
                _ => false,
            };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
