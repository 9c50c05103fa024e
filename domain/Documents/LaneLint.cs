using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Documents;

/// <summary>Whether lanes, decision points and the steps that name them fit together.</summary>
internal static class LaneLint
{
    public static void Check(Procedure procedure, Findings found)
    {
        CheckLanes(procedure, found);
        var points = procedure.DecisionPoints ?? [];
        found.Unique(points.Select(point => point.Id.Value), "procedure.decisionPoints", "id");
        for (var index = 0; index < points.Count; index++)
        {
            CheckPoint(procedure, points[index], $"procedure.decisionPoints[{index}]", found);
        }

        for (var index = 0; index < procedure.Steps.Count; index++)
        {
            CheckStep(procedure, procedure.Steps[index], $"procedure.steps[{index}]", found);
        }
    }

    private static void CheckLanes(Procedure procedure, Findings found)
    {
        var lanes = procedure.Lanes ?? [];
        found.Unique(lanes.Select(lane => lane.Id.Value), "procedure.lanes", "id");
        for (var index = 0; index < lanes.Count; index++)
        {
            found.PlainId(lanes[index].Id.Value, $"procedure.lanes[{index}].id");
            if (procedure.Steps.All(step => step.Lane != lanes[index].Id))
            {
                found.Add(
                    ProblemCode.UnknownLane, $"procedure.lanes[{index}].id",
                    $"No step is in the lane {lanes[index].Id}.",
                    "Give a step this lane, or take the lane away.");
            }
        }
    }

    private static void CheckStep(Procedure procedure, Step step, string at, Findings found)
    {
        if (step.Lane is { } lane)
        {
            Known(procedure, lane, $"{at}.lane", found);
        }

        if (step.When is not { } condition)
        {
            return;
        }

        if (procedure.FindDecisionPoint(condition.Decision) is not { } point)
        {
            var known = (procedure.DecisionPoints ?? []).Select(one => one.Id.Value);
            found.Add(
                ProblemCode.UnknownDecisionPoint, $"{at}.when.decision",
                $"There is no decision point {condition.Decision}.{Nearest.Hint(condition.Decision.Value, known)}",
                "Name one of the procedure's decisionPoints.");
            return;
        }

        for (var index = 0; index < condition.Options.Count; index++)
        {
            if (point.Options.All(option => option.Id != condition.Options[index]))
            {
                found.Add(
                    ProblemCode.UnknownDecisionPoint, $"{at}.when.options[{index}]",
                    $"\"{condition.Options[index]}\" is no option of {point.Id}."
                    + Nearest.Hint(condition.Options[index], point.Options.Select(option => option.Id)),
                    "Name options of that decision point.");
            }
        }
    }

    private static void CheckPoint(Procedure procedure, DecisionPoint point, string at, Findings found)
    {
        found.PlainId(point.Id.Value, $"{at}.id");
        found.Unique(point.Options.Select(option => option.Id), $"{at}.options", "id");
        for (var index = 0; index < point.Options.Count; index++)
        {
            found.PlainId(point.Options[index].Id, $"{at}.options[{index}].id");
        }

        if (point.Options.Count < 2)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.options", "With fewer than two options there is nothing to decide.",
                "Name every way to go on, also the way of stopping.");
        }

        CheckRequired(procedure, point, at, found);
        for (var index = 0; index < point.Lanes.Count; index++)
        {
            var lane = point.Lanes[index];
            if (Known(procedure, lane, $"{at}.lanes[{index}]", found)
                && point.Requires.All(step => procedure.FindStep(step)?.Lane != lane))
            {
                found.Add(
                    ProblemCode.BadReference, $"{at}.lanes[{index}]",
                    $"The lane {lane} converges at {point.Id}, but none of its steps is required there.",
                    "Name under requires the last step of the lane before the decision.");
            }
        }
    }

    private static void CheckRequired(Procedure procedure, DecisionPoint point, string at, Findings found)
    {
        if (point.Requires.IsEmpty)
        {
            found.Add(
                ProblemCode.MissingField, $"{at}.requires", $"Nothing comes before the decision {point.Id}.",
                "Name the steps after which it is decided.");
        }

        for (var index = 0; index < point.Requires.Count; index++)
        {
            var step = point.Requires[index];
            if (procedure.FindStep(step) is null)
            {
                found.Add(
                    ProblemCode.UnknownStep, $"{at}.requires[{index}]",
                    $"There is no step {step}."
                    + Nearest.Hint(step.Value, procedure.Steps.Select(one => one.Id.Value)),
                    "Name steps of the procedure.");
            }
            else if (ComesAfter(procedure, step, point.Id, []))
            {
                found.Add(
                    ProblemCode.BadReference, $"{at}.requires[{index}]",
                    $"{step} comes after the decision {point.Id} itself: neither could ever be first.",
                    "Require only steps that come before the decision.");
            }
        }
    }

    private static bool ComesAfter(
        Procedure procedure, StepId id, DecisionPointId decision, HashSet<DecisionPointId> seen)
    {
        if (procedure.FindStep(id) is not { } step)
        {
            return false;
        }

        if (step.When is { } condition)
        {
            if (condition.Decision == decision)
            {
                return true;
            }

            if (seen.Add(condition.Decision) && procedure.FindDecisionPoint(condition.Decision) is { } earlier
                && earlier.Requires.Any(required => ComesAfter(procedure, required, decision, seen)))
            {
                return true;
            }
        }

        // A step that stands before itself is a problem of its own; here it must only come to an end.
        var index = procedure.Steps.TakeWhile(one => one.Id != id).Count();
        return step.Requires.Where(required => procedure.Steps.Take(index).Any(one => one.Id == required))
            .Any(required => ComesAfter(procedure, required, decision, seen));
    }

    private static bool Known(Procedure procedure, LaneId lane, string at, Findings found)
    {
        if (procedure.FindLane(lane) is not null)
        {
            return true;
        }

        found.Add(
            ProblemCode.UnknownLane, at,
            $"There is no lane {lane}."
            + Nearest.Hint(lane.Value, (procedure.Lanes ?? []).Select(one => one.Id.Value)),
            "Name one of the procedure's lanes.");
        return false;
    }
}
