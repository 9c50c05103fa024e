using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Bundles;

/// <summary>What a bundle holds, or the first thing in it that cannot be trusted.</summary>
internal sealed record BundleVerdict(BundleManifest? Manifest, ValueList<LedgerEntry> Entries, string? Damage)
{
    public bool IsIntact => Damage is null;

    public static BundleVerdict Damaged(string sentence) => new(null, [], sentence);
}
