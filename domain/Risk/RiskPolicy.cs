using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Risk;

/// <summary>
/// The versioned policy by which an action's risk becomes a tier, and who decides at each tier where the step does not
/// say so itself. Stored shape.
/// </summary>
public sealed record RiskPolicy(
    string Id,
    string Version,
    ValueList<string> ProtectedEnvironments,
    Money CostLimit,
    ValueList<RiskRule> Rules,
    ValueList<GatePolicy> Gates,
    ValueList<WorkingCalendar> Calendars)
{
    public GatePolicy? FindGate(RiskTier tier) => 
        GateRules.TierOf(tier) is { } wanted ? Gates.FirstOrDefault(gate => gate.Tier == wanted) : null;

    public WorkingCalendar? FindCalendar(string id) => Calendars.FirstOrDefault(calendar => calendar.Id == id);
}
