using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Bundles;

/// <summary>
/// What a bundle holds, with the digest of every file; of a rehearsal, that it is one. Stored shape: change only with
/// the version.
/// </summary>
internal sealed record BundleManifest(
    int Version,
    RunId Run,
    RunId Chain,
    DateTimeOffset MadeAt,
    long FirstSequence,
    LedgerHead LedgerHead,
    ValueList<BundleFile> Files,
    RunMode? Mode = null)
{
    public const int CurrentVersion = 1;

    public const string FileName = "manifest.json";
}
