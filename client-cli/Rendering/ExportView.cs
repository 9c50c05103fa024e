using DirectedExecution.Cli.Bundles;

namespace DirectedExecution.Cli.Rendering;

/// <summary>What was exported, as programs read it.</summary>
internal sealed record ExportView(string Bundle, BundleManifest Manifest);
