using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// The execution order: who leads what, on which targets, within which bounds. <see cref="HumanInLoop"/> false waives
/// gates in rehearsals and of steps that only read; nowhere else. Stored shape.
/// </summary>
public sealed record Charter(
    string Id,
    string Objective,
    PersonId Lead,
    ProcedureReference Procedure,
    ValueList<Target> Targets,
    ValueList<Boundary> Boundaries,
    ValueList<NoGoCondition> NoGoConditions,
    Roles Roles,
    ValueList<NotificationRoute> Notifications,
    PrivacyClass Privacy,
    RunMode Mode,
    int? SchemaVersion = null,
    IdentityMode? Identity = null,
    GovernanceMode? Governance = null,
    bool? HumanInLoop = null)
{
    public Target? FindTarget(TargetId id) => Targets.FirstOrDefault(target => target.Id == id);
}
