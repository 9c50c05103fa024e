using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>A named human allowed one exact action to cross one boundary once.</summary>
public sealed record BoundaryPermit(BoundaryId Boundary, Digest ActionDigest, PersonId By);
