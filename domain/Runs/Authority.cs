using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>Who may decide what, by the charter's roles. The list is made at decision time.</summary>
internal static class Authority
{
    /// <summary>
    /// Not the issuer of the step and not a person who reported one side, where the roles name anybody else.
    /// </summary>
    public static ValueList<PersonId> ForContradiction(RunState state, Contradiction contradiction)
    {
        var everybody = state.Charter.Roles.Everybody().ToValueList();
        var neutral = everybody
            .Where(person =>
                person != contradiction.Issuer && contradiction.Sides.All(side => side.ReportedBy != person))
            .ToValueList();
        return !neutral.IsEmpty ? neutral : everybody.IsEmpty ? [state.Lead] : everybody;
    }

    /// <summary>Somebody who said neither, where the roles name anybody else.</summary>
    public static ValueList<PersonId> ForInstructions(RunState state, InstructionContradiction contradiction)
    {
        var everybody = state.Charter.Roles.Everybody().ToValueList();
        var neutral = everybody.RemoveAll(person =>
            person == contradiction.First.Issuer || person == contradiction.Second.Issuer);
        return !neutral.IsEmpty ? neutral : everybody.IsEmpty ? [state.Lead] : everybody;
    }

    /// <summary>The lead, an approver or a specialist: whoever can show evidence.</summary>
    public static ValueList<PersonId> ForReconcile(RunState state) =>
        state.Charter.Roles.Approvers.Concat(state.Charter.Roles.Specialists)
            .Prepend(state.Lead)
            .Distinct()
            .ToValueList();

    /// <summary>
    /// For a task of a person: the person, or somebody of the others who did not direct it. Whoever asked for it does
    /// not also say that it was done, unless it is that same person's own task.
    /// </summary>
    public static ValueList<PersonId> ForReconcile(RunState state, Attempt attempt) =>
        HumanTasks.AssigneeOf(attempt.Action) is { } assignee
            ? ForReconcile(state).Where(person => person != attempt.Issuer).Prepend(assignee).Distinct().ToValueList()
            : ForReconcile(state);

    /// <summary>
    /// Those with takeover authority other than the two whose lead changes; for a lane also the lead of the run.
    /// </summary>
    public static ValueList<PersonId> ForTakeover(RunState state, PersonId from, PersonId to, LaneId? lane = null)
    {
        var authority = state.Charter.Roles.TakeoverAuthority;
        return (lane is null ? authority : authority.Add(state.Lead)).Distinct()
            .Where(person => person != from && person != to)
            .ToValueList();
    }

    /// <summary>
    /// Who may lead a lane: whoever may lead the run, a specialist, the specialist of the lane, and the lead of the
    /// run.
    /// </summary>
    public static ValueList<PersonId> ForLane(RunState state, LaneId lane) =>
        state.Charter.Roles.TakeoverAuthority.Concat(state.Charter.Roles.Specialists)
            .Append(state.Procedure.FindLane(lane)?.Specialist ?? state.Lead)
            .Append(state.Lead)
            .Distinct()
            .ToValueList();
}
