using System.Text;
using DirectedExecution.Cli.Commands;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Bundles;

/// <summary>Makes the files of a bundle, all as of one ledger head.</summary>
internal static class BundleBuilder
{
    /// <summary>
    /// Everything as of the packet's ledger head; later entries are left for the next export. The ledger must be whole
    /// from the run's beginning on.
    /// </summary>
    public static (BundleManifest Manifest, IReadOnlyDictionary<string, byte[]> Files) Build(
        TakeoverPacket packet, IReadOnlyList<LedgerEntry> ledger, byte[]? annex = null)
    {
        var entries = ledger.Where(entry => entry.Sequence <= packet.LedgerHead.Sequence).ToValueList();
        CheckWhole(packet, entries);
        var state = packet.Snapshot.Restore();
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BundleNames.Ledger] = Bytes(string.Concat(entries.Select(entry => DomainJson.Serialize(entry) + "\n"))),
            [BundleNames.Status] = Bytes(JsonFile.Text(RunStatusView.Of(state))),
            [BundleNames.Packet] = Bytes(JsonFile.Text(packet)),
            [BundleNames.PacketText] = Bytes(PacketMarkdown.Render(packet)),
            [BundleNames.Charter] = Bytes(JsonFile.Text(state.Charter)),
            [BundleNames.Procedure] = Bytes(JsonFile.Text(state.Procedure)),
        };
        if (annex is not null)
        {
            files[BundleAnnex.FileName] = annex;
        }

        var manifest = new BundleManifest(
            BundleManifest.CurrentVersion,
            packet.Run,
            packet.Chain,
            packet.MadeAt,
            entries[0].Sequence,
            packet.LedgerHead,
            files.Select(
                file => new BundleFile(file.Key, file.Value.Length, Digest.OfBytes(file.Value))).ToValueList(),
            packet.Mode);
        files[BundleManifest.FileName] = Bytes(JsonFile.Text(manifest));
        return (manifest, files);
    }

    private static void CheckWhole(TakeoverPacket packet, ValueList<LedgerEntry> entries)
    {
        if (entries.IsEmpty || entries[^1].Sequence != packet.LedgerHead.Sequence)
        {
            throw new CliException(
                ExitCode.NoAnswer, "ledgerIncomplete", $"{packet.Run}: the ledger could not be read up to its head",
                "try again");
        }

        var verdict = LedgerChain.Verify(entries);
        if (verdict.Damage is { } damage)
        {
            throw new CliException(
                ExitCode.VerificationFailed,
                "ledgerDamaged",
                $"{packet.Run}: entry {damage.Sequence}: {damage.Sentence}",
                "older entries of a long run lie in the audit store: give it with --audit FILE");
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
