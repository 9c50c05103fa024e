using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// Where lanes converge and a human decides among named options. It can be decided once the required steps are closed
/// and nothing holds the lanes; the lead decides unless deciders are named.
/// </summary>
public sealed record DecisionPoint(
    DecisionPointId Id,
    string Question,
    ValueList<LaneId> Lanes,
    ValueList<StepId> Requires,
    ValueList<DecisionOption> Options,
    ValueList<PersonId> Deciders);
