using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Documents;

/// <summary>What must be right in a procedure by itself.</summary>
public static class ProcedureLint
{
    public static ValueList<Finding> Check(Procedure procedure)
    {
        var found = new Findings();
        Check(procedure, found);
        return found.All;
    }

    internal static void Check(Procedure procedure, Findings found)
    {
        LaneLint.Check(procedure, found);
        CheckPrerequisites(procedure, found);
        CharterLint.CheckNoGo(procedure.NoGoConditions, "procedure.noGoConditions", found);
        found.Unique(procedure.Steps.Select(step => step.Id.Value), "procedure.steps", "id");
        if (procedure.Escalation is { } escalation)
        {
            GateLint.CheckEscalation(escalation, "procedure.escalation", found);
        }

        if (procedure.Steps.IsEmpty)
        {
            found.Add(ProblemCode.MissingField, "procedure.steps", "The procedure has no step.", "Write at least one.");
        }

        for (var index = 0; index < procedure.Steps.Count; index++)
        {
            var step = procedure.Steps[index];
            StepLint.Check(step, $"procedure.steps[{index}]", found);
            var before = procedure.Steps.Take(index).Select(one => one.Id).ToValueList();
            for (var required = 0; required < step.Requires.Count; required++)
            {
                if (!before.Contains(step.Requires[required]))
                {
                    found.Add(ProblemCode.UnknownStep, $"procedure.steps[{index}].requires[{required}]",
                        $"No step {step.Requires[required]} stands before {step.Id}."
                        + Nearest.Hint(step.Requires[required].Value, before.Select(one => one.Value)),
                        "Require steps that stand earlier in the procedure.");
                }
            }
        }
    }

    private static void CheckPrerequisites(Procedure procedure, Findings found)
    {
        const string list = "procedure.prerequisites";
        var all = procedure.Prerequisites ?? [];
        found.Unique(all.Select(one => one.Id), list, "id");
        for (var index = 0; index < all.Count; index++)
        {
            found.PlainId(all[index].Id, $"{list}[{index}].id");
            ExpectationLint.Check(all[index].Expect, $"{list}[{index}].expect", found);
            StepLint.CheckCall(all[index].Read, $"{list}[{index}].read", found);
            StepLint.Positive(all[index].Freshness, $"{list}[{index}].freshness", found);
        }
    }
}
