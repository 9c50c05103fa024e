using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// The approved runbook, versioned. With <see cref="Escalation"/> each hold is put before people. Stored shape.
/// </summary>
public sealed record Procedure(
    string Id,
    string Version,
    string Title,
    ValueList<NoGoCondition> NoGoConditions,
    ValueList<Step> Steps,
    int? SchemaVersion = null,
    ValueList<Lane>? Lanes = null,
    ValueList<DecisionPoint>? DecisionPoints = null,
    ValueList<Prerequisite>? Prerequisites = null,
    GatePolicy? Escalation = null)
{
    public Step? FindStep(StepId id) => Steps.FirstOrDefault(step => step.Id == id);

    public Lane? FindLane(LaneId id) => Lanes?.FirstOrDefault(lane => lane.Id == id);

    public DecisionPoint? FindDecisionPoint(DecisionPointId id) =>
        DecisionPoints?.FirstOrDefault(point => point.Id == id);
}
