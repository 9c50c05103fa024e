using System.Globalization;
using System.Text;
using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Bundles;

/// <summary>
/// Verifies a bundle from its bytes alone: every file against the manifest, the ledger's chain, what the ledger says
/// about dispatches, and that status, packet, charter and procedure are what the ledger leads to. Finds every change
/// but a whole forgery: that takes a ledger head noted elsewhere.
/// </summary>
internal static class BundleVerifier
{
    public static BundleVerdict Verify(IReadOnlyDictionary<string, byte[]> files, LedgerHead? witness = null)
    {
        var damage = ReadManifest(files, out var manifest) ?? CheckFiles(files, manifest!);
        if (damage is not null)
        {
            return BundleVerdict.Damaged(damage);
        }

        damage = ReadLedger(files[BundleNames.Ledger], out var entries)
            ?? CheckLedger(manifest!, entries, witness)
            ?? CheckDocuments(files, manifest!, entries)
            ?? BundleAnnex.Damage(files, entries);
        return damage is null ? new BundleVerdict(manifest, entries, null) : BundleVerdict.Damaged(damage);
    }

    private static string? ReadManifest(IReadOnlyDictionary<string, byte[]> files, out BundleManifest? manifest)
    {
        manifest = null;
        if (!files.TryGetValue(BundleManifest.FileName, out var bytes))
        {
            return $"{BundleManifest.FileName} is missing: this is no bundle, or a part of one";
        }

        if (Parse(BundleManifest.FileName, bytes, out manifest) is { } unreadable)
        {
            return unreadable;
        }

        return manifest!.Version == BundleManifest.CurrentVersion
            ? null
            : $"{BundleManifest.FileName}: version {manifest.Version} is not known to this program";
    }

    private static string? CheckFiles(IReadOnlyDictionary<string, byte[]> files, BundleManifest manifest)
    {
        foreach (var name in BundleNames.All.Where(name => manifest.Files.All(file => file.Name != name)))
        {
            return $"{BundleManifest.FileName}: it does not list {name}";
        }

        foreach (var file in manifest.Files)
        {
            if (!files.TryGetValue(file.Name, out var bytes))
            {
                return $"{file.Name} is missing";
            }

            if (bytes.LongLength != file.Size || Digest.OfBytes(bytes) != file.Digest)
            {
                // Which entry it is says more than that the file is another.
                return (file.Name == BundleNames.Ledger ? FirstDamagedEntry(bytes) : null)
                    ?? $"{file.Name} was changed: its digest is another";
            }
        }

        var stray = files.Keys.FirstOrDefault(
            name => name != BundleManifest.FileName && manifest.Files.All(file => file.Name != name));
        return stray is null ? null : $"{stray} is not of the bundle: the manifest does not list it";
    }

    private static string? FirstDamagedEntry(byte[] bytes)
    {
        if (ReadLedger(bytes, out var entries) is { } unreadable)
        {
            return unreadable;
        }

        return BrokenChain(LedgerChain.Verify(entries));
    }

    private static string? ReadLedger(byte[] bytes, out ValueList<LedgerEntry> entries)
    {
        entries = [];
        var read = new List<LedgerEntry>();
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        for (var index = 0; index < lines.Length - 1; index++)
        {
            if (
                Parse(
                    $"{BundleNames.Ledger}:{Number(index + 1)}",
                    Encoding.UTF8.GetBytes(lines[index]),
                    out LedgerEntry? entry) is { } unreadable)
            {
                return unreadable;
            }

            read.Add(entry!);
        }

        entries = read.ToValueList();
        return lines[^1].Length == 0
            ? entries.IsEmpty ? $"{BundleNames.Ledger} holds no entries" : null
            : $"{BundleNames.Ledger}:{Number(lines.Length)}: the file breaks off in the middle of a line";
    }

    private static string? CheckLedger(BundleManifest manifest, ValueList<LedgerEntry> entries, LedgerHead? witness)
    {
        var verdict = LedgerChain.Verify(entries);
        if (BrokenChain(verdict) is { } broken)
        {
            return broken;
        }

        if (verdict.Head != manifest.LedgerHead || entries[0].Sequence != manifest.FirstSequence)
        {
            return $"{BundleNames.Ledger} ends at entry {Number(verdict.Head.Sequence)} " +
                $"({verdict.Head.Digest.Short}); " +
                $"the manifest says {Number(manifest.LedgerHead.Sequence)} ({manifest.LedgerHead.Digest.Short})";
        }

        if (witness is not null && !entries.Any(entry => LedgerChain.HeadOf(entry) == witness))
        {
            return $"{BundleNames.Ledger} does not go through the noted head {Number(witness.Sequence)} " +
                $"({witness.Digest.Short}): this is another ledger";
        }

        return LedgerAudit.Check(entries) is [var finding, ..] ? InLedger(entries, finding) : null;
    }

    private static string? CheckDocuments(
        IReadOnlyDictionary<string, byte[]> files, BundleManifest manifest, ValueList<LedgerEntry> entries)
    {
        var state = RunJournal.Replay(entries);
        var damage = Parse(BundleNames.Packet, files[BundleNames.Packet], out TakeoverPacket? packet)
            ?? Parse(BundleNames.Status, files[BundleNames.Status], out RunStatusView? status)
            ?? Parse(BundleNames.Charter, files[BundleNames.Charter], out Charter? charter)
            ?? Parse(BundleNames.Procedure, files[BundleNames.Procedure], out Procedure? procedure)
            ?? Differs(BundleNames.Charter, Digest.Of(charter), state.CharterDigest)
            ?? Differs(BundleNames.Procedure, Digest.Of(procedure), state.ProcedureDigest)
            ?? Differs(BundleNames.Status, Digest.Of(status), Digest.Of(RunStatusView.Of(state)))
            ?? (PacketBuilder.Damage(packet!) is { } broken ? $"{BundleNames.Packet}: {broken}" : null)
            ?? Differs(BundleNames.Packet, Digest.Of(packet!.Snapshot.Restore()), Digest.Of(state));
        if (damage is not null)
        {
            return damage;
        }

        if (manifest.Mode != packet!.Mode)
        {
            return $"{BundleManifest.FileName} says {manifest.Mode?.ToString() ?? "nothing"} of the mode; the packet "
                + $"says {packet.Mode?.ToString() ?? "nothing"}";
        }

        return Encoding.UTF8.GetString(files[BundleNames.PacketText]) != PacketMarkdown.Render(packet!)
            ? $"{BundleNames.PacketText} does not say what {BundleNames.Packet} says"
            : manifest.Run == state.Run && manifest.Chain == state.Chain
                ? null
                : $"{BundleManifest.FileName} names run {manifest.Run}; the ledger is that of {state.Run}";
    }

    private static string? Differs(string name, Digest has, Digest ought) =>
        has == ought ? null : $"{name} is not what the ledger leads to ({has.Short} instead of {ought.Short})";

    private static string? BrokenChain(LedgerVerdict verdict) => verdict.Damage is { } damage
        ? $"{BundleNames.Ledger}:{Number(verdict.IntactEntries + 1)}: {damage.Sentence}"
        : null;

    private static string InLedger(ValueList<LedgerEntry> entries, LedgerDamage damage)
    {
        var index = entries.ToList().FindIndex(entry => entry.Sequence == damage.Sequence);
        return $"{BundleNames.Ledger}:{Number(index + 1)}: {damage.Sentence}";
    }

    private static string? Parse<T>(string name, byte[] bytes, out T? value)
        where T : class
    {
        try
        {
            value = DomainJson.Deserialize<T>(Encoding.UTF8.GetString(bytes));
            return null;
        }
        catch (Exception bad) when (
            bad is JsonException or NotSupportedException or FormatException or InvalidOperationException)
        {
            value = null;
            return $"{name} is not readable{(bad is JsonException { Path: { } path } ? $" at {path}" : string.Empty)}";
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
