using DirectedExecution.Activities.Audit;
using DirectedExecution.Cli.Bundles;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Cli.Commands.Continuities;

/// <summary>What one side of a succession is known by: its ledger, or its packet.</summary>
internal sealed record ContinuitySource(ValueList<LedgerEntry>? Entries, TakeoverPacket? Packet)
{
    /// <summary>A bundle or packet of that name; what is no file is a run on the server.</summary>
    public static async Task<ContinuitySource> ReadAsync(CommandContext context, string name, IAuditStore? audit)
    {
        var path = context.Host.FullPath(name);
        if (Directory.Exists(path) || (File.Exists(path) && BundleContent.IsZip(path)))
        {
            return OfBundle(name, path);
        }

        if (File.Exists(path))
        {
            return new(null, OpeningFiles.ReadPacket(context.Host, name));
        }

        var gateway = await context.ConnectAsync();
        var entries = await LedgerReader.AllAsync(gateway, new RunId(name), 1, context.CancellationToken, audit);
        return new(OwnEntries(entries, new RunId(name)), null);
    }

    /// <summary>The ledger of a bundle, or of a run on the server.</summary>
    public static async Task<ValueList<LedgerEntry>> LedgerAsync(
        CommandContext context, string name, IAuditStore? audit) =>
        (await ReadAsync(context, name, audit)).Entries
            ?? throw new CliException(
                ExitCode.BadUsage, "noLedger", $"{name}: a packet is no ledger", "give a bundle or a run id");

    private static ContinuitySource OfBundle(string name, string path)
    {
        var verdict = BundleVerifier.Verify(BundleContent.Read(path));
        return verdict.IsIntact
            ? new(verdict.Entries, null)
            : throw new CliException(
                ExitCode.VerificationFailed, "notIntact", $"{name}: {verdict.Damage}",
                "trust nothing after this place; fetch the bundle again");
    }

    // The audit store has the whole chain; a run's own ledger begins with its opening.
    private static ValueList<LedgerEntry> OwnEntries(IReadOnlyList<LedgerEntry> entries, RunId run) =>
        entries.SkipWhile(entry => entry.Run != run).ToValueList();
}
