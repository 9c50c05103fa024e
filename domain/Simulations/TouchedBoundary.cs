using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// A boundary that an action crosses: always, with some arguments only (<see cref="When"/>), or, where
/// <see cref="IsOpen"/>, according to arguments that any value may be given to.
/// </summary>
public sealed record TouchedBoundary(
    BoundaryId Boundary, string Statement, ValueList<string> When, bool IsOpen, ValueList<PersonId> ClearedBy);
