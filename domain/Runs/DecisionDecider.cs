using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Runs;

/// <summary>Deciding at a decision point: once, by a named human, with a reason; the run never chooses.</summary>
internal static class DecisionDecider
{
    public static Refusal? Decide(RunDraft draft, Directive directive, Instruction.Decide decide)
    {
        var state = draft.State;
        if (state.Procedure.FindDecisionPoint(decide.Point) is not { } point)
        {
            return new(RefusalCode.UnknownDecisionPoint, $"The procedure has no decision point {decide.Point}.");
        }

        if (Check(state, directive, point, decide.Option) is { } refusal)
        {
            return refusal;
        }

        draft.Add(new RunFact.DecisionMade(new DecisionRecord(
            point.Id, decide.Option, directive.Issuer, directive.Reason!, directive.Id, draft.Now)));
        foreach (var step in state.Procedure.Steps.Where(step => IsRuledOut(state, step, point, decide.Option)))
        {
            draft.Add(new RunFact.StepSkipped(
                step.Id, new SkipNote(directive.Issuer, $"{point.Id} was decided: {decide.Option}.")));
        }

        return null;
    }

    /// <summary>Why a step may not be directed for the sake of a decision, or null.</summary>
    public static Refusal? Bars(RunState state, StepId step)
    {
        if (state.Procedure.FindStep(step)?.When is not { } condition)
        {
            return null;
        }

        return state.FindDecision(condition.Decision) switch
        {
            null => new(RefusalCode.DecisionPending, $"{step} comes after the decision {condition.Decision}."),
            { } made when !condition.Allows(made.Option) => new(
                RefusalCode.OptionNotChosen,
                $"{step} belongs to another option of {condition.Decision}: {made.By} decided {made.Option}."),
            _ => null,
        };
    }

    /// <summary>Who may decide now; the list is made at decision time.</summary>
    public static ValueList<PersonId> Deciders(RunState state, DecisionPoint point) =>
        point.Deciders.IsEmpty ? [state.Lead] : point.Deciders;

    /// <summary>Why the point cannot be decided now, whoever asks; null when it can.</summary>
    public static Refusal? NotDue(RunState state, DecisionPoint point)
    {
        if (state.FindDecision(point.Id) is { } made)
        {
            return new(RefusalCode.AlreadyDecided, $"{made.By} decided {point.Id}: {made.Option}.");
        }

        var held = point.Lanes.IsEmpty
            ? BlockedReason.ForLane(state, lane: null)
            : point.Lanes.Select(lane => BlockedReason.ForLane(state, lane)).FirstOrDefault(one => one is not null);
        if (held is not null)
        {
            return new(held.Code, held.Sentence);
        }

        var open = point.Requires.Where(step => !StepStatuses.IsClosed(StepStatuses.Of(state, step))).ToList();
        return open.Count == 0
            ? null
            : new(
                RefusalCode.StepNotReady,
                $"{point.Id} is decided after {string.Join(", ", open)}, neither completed, reversed nor skipped yet.");
    }

    private static Refusal? Check(RunState state, Directive directive, DecisionPoint point, string option)
    {
        if (point.Options.All(one => one.Id != option))
        {
            return new(
                RefusalCode.UnknownOption,
                $"\"{option}\" is no option of {point.Id}; there are "
                + $"{string.Join(", ", point.Options.Select(one => one.Id))}.");
        }

        var deciders = Deciders(state, point);
        if (!deciders.Contains(directive.Issuer))
        {
            return new(
                RefusalCode.NotInRole,
                $"{point.Id} is decided by {string.Join(" or ", deciders)}, not by {directive.Issuer}.");
        }

        return string.IsNullOrWhiteSpace(directive.Reason)
            ? new(RefusalCode.ReasonMissing, "To decide takes a reason.")
            : NotDue(state, point);
    }

    // What is ruled out is skipped by the decision itself, so that the ledger says of every step where it stands.
    private static bool IsRuledOut(RunState state, Step step, DecisionPoint point, string option) =>
        step.When is { } condition && condition.Decision == point.Id && !condition.Allows(option)
        && !StepStatuses.IsClosed(StepStatuses.Of(state, step.Id));
}
