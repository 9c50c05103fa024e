using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// What must not be crossed. It is crossed when all its conditions hold, one after the other, on the resolved action:
/// <c>{ step, tool, targets, parameters }</c>. With <see cref="Tool"/> named it looks at that tool only, and a
/// condition that cannot be evaluated there counts as crossed. With <see cref="Observed"/> it is also looked for in the
/// world after each action.
/// </summary>
public sealed record Boundary(
    BoundaryId Id,
    string Statement,
    ValueList<Expectation> CrossedWhen,
    ValueList<PersonId> ClearedBy,
    string? Tool = null,
    ObservedBoundary? Observed = null);
