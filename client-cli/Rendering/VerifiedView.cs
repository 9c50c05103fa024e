using DirectedExecution.Cli.Bundles;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>An intact bundle, as programs read it.</summary>
internal sealed record VerifiedView(RunId Run, RunId Chain, long FirstSequence, int Entries, LedgerHead LedgerHead)
{
    public static VerifiedView Of(BundleVerdict verdict) => new(
        verdict.Manifest!.Run, verdict.Manifest.Chain, verdict.Manifest.FirstSequence, verdict.Entries.Count,
        verdict.Manifest.LedgerHead);
}
