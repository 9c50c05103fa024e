using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>The digest of a document, as programs read it.</summary>
internal sealed record DigestView(string Id, string? Version, Digest Digest);
