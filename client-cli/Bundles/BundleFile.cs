using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Bundles;

/// <summary>One file of a bundle: its name, its size in bytes, its digest.</summary>
internal sealed record BundleFile(string Name, long Size, Digest Digest);
