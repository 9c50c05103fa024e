using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// How somebody at a gate changed the action that was proposed: before and after,
/// and the gate's policy, under which the changed action is asked about at least. Stored shape.
/// </summary>
public sealed record ActionEdit(
    GateId Gate,
    PersonId By,
    string Reason,
    StepId StepBefore,
    StepId StepAfter,
    JsonData ArgumentsBefore,
    JsonData ArgumentsAfter,
    Digest ActionBefore,
    Digest ActionAfter,
    GatePolicy Policy);
