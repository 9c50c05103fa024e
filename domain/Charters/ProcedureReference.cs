using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>Which procedure the charter stands for; with a digest it is pinned to the letter.</summary>
public sealed record ProcedureReference(string Id, string Version, Digest? Digest = null);
