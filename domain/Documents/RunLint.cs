using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Documents;

/// <summary>A charter and a procedure together: each for itself, and whether they fit each other.</summary>
public static class RunLint
{
    public static ValueList<Finding> Check(Charter charter, Procedure procedure)
    {
        var found = new Findings();
        CharterLint.Check(charter, found);
        ProcedureLint.Check(procedure, found);
        CheckReference(charter, procedure, found);
        CheckPeople(charter, procedure, found);
        ReferenceLint.CheckPrerequisites(charter, procedure, found);
        AnnexLint.Check(charter, procedure, found);
        for (var index = 0; index < procedure.Steps.Count; index++)
        {
            CheckStep(charter, procedure.Steps[index], $"procedure.steps[{index}]", found);
        }

        GateLint.CheckPeople(charter, procedure.Escalation, "procedure.escalation", found);
        return found.All;
    }

    private static void CheckReference(Charter charter, Procedure procedure, Findings found)
    {
        var reference = charter.Procedure;
        if (reference.Id != procedure.Id || reference.Version != procedure.Version)
        {
            found.Add(ProblemCode.ProcedureMismatch, "charter.procedure",
                $"The charter is for {reference.Id} {reference.Version}; the procedure is {procedure.Id} "
                + $"{procedure.Version}.",
                "Name the procedure's own id and version.");
        }
        else if (reference.Digest is { } pinned && pinned != Digest.Of(procedure))
        {
            found.Add(ProblemCode.ProcedureMismatch, "charter.procedure",
                $"The charter pins {procedure.Id} to {pinned.Short}; the procedure's digest is "
                + $"{Digest.Of(procedure).Short}.",
                "Have the changed procedure approved and pin its digest, or use the approved text.");
        }
    }

    private static void CheckPeople(Charter charter, Procedure procedure, Findings found)
    {
        var known = charter.Roles.Everybody().Prepend(charter.Lead).ToList();
        var lanes = procedure.Lanes ?? [];
        for (var index = 0; index < lanes.Count; index++)
        {
            Check(lanes[index].Specialist, $"procedure.lanes[{index}].specialist");
        }

        var points = procedure.DecisionPoints ?? [];
        for (var index = 0; index < points.Count; index++)
        {
            for (var person = 0; person < points[index].Deciders.Count; person++)
            {
                Check(points[index].Deciders[person], $"procedure.decisionPoints[{index}].deciders[{person}]");
            }
        }

        void Check(PersonId? person, string at)
        {
            if (person is { } named && !known.Contains(named))
            {
                found.Add(
                    ProblemCode.UnknownPerson, at,
                    $"{named} has no role in the charter.{Nearest.Hint(named.Value, known.Select(one => one.Value))}",
                    "Name people whom the charter names.");
            }
        }
    }

    private static void CheckStep(Charter charter, Step step, string at, Findings found)
    {
        for (var index = 0; index < step.Targets.Count; index++)
        {
            if (charter.FindTarget(step.Targets[index]) is null)
            {
                found.Add(ProblemCode.OutsideScope, $"{at}.targets[{index}]",
                    $"The step {step.Id} acts on {step.Targets[index]}, which is not in the charter's scope.",
                    "Add the target to the charter, or leave the step out of the procedure.");
            }
        }

        ReferenceLint.Check(charter, step, at, found);
        GateLint.CheckPeople(charter, step.Gate, $"{at}.gate", found);
        GateLint.CheckPeople(charter, step.Reversal?.Gate, $"{at}.reversal.gate", found);
        GateLint.CheckPeople(charter, step.GateAfter, $"{at}.gateAfter", found);
        GateLint.CheckPeople(charter, step.Checkpoint, $"{at}.checkpoint", found);
    }
}
