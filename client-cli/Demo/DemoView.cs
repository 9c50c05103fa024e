using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Demo;

/// <summary>What a demo leaves behind, as programs read it.</summary>
internal sealed record DemoView(
    string Folder,
    string Address,
    string Namespace,
    string TaskQueue,
    IReadOnlyList<RunId> Runs,
    IReadOnlyList<string> Bundles,
    int LedgerEntries,
    double Seconds);
