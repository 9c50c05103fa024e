using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Documents;

/// <summary>
/// Holds that nobody could lift after a takeover: neither whoever directed a step nor whoever leads now lifts a
/// boundary or decides at a gate, and they may be all who are named. No mistake, so no run is refused for it.
/// </summary>
internal static class SuccessionLint
{
    public static ValueList<Finding> Check(Charter charter, Procedure procedure)
    {
        var found = new Findings();
        for (var index = 0; index < charter.Boundaries.Count; index++)
        {
            var boundary = charter.Boundaries[index];
            var named = BlockRules.Named(charter, boundary).Distinct().ToValueList();
            Check(charter, named, people => people.IsEmpty, $"charter.boundaries[{index}]", found, heirs =>
                ($"If {heirs} takes over, nobody can lift what stops at {boundary.Id} in a step that {charter.Lead} "
                    + $"directed: {Names(named)} may, but neither who directed it nor who leads.",
                "Name one more under clearedBy."));
        }

        for (var index = 0; index < procedure.Steps.Count; index++)
        {
            var step = procedure.Steps[index];
            foreach (var (gate, field) in new[]
            {
                (step.Checkpoint, "checkpoint"), (step.Gate, "gate"), (step.GateAfter, "gateAfter"),
                (step.Reversal?.Gate, "reversal.gate"),
            })
            {
                if (gate is not null)
                {
                    Check(charter, step, gate, $"procedure.steps[{index}].{field}", found);
                }
            }
        }

        return found.All;
    }

    private static void Check(Charter charter, Step step, GatePolicy gate, string at, Findings found)
    {
        var named = GateAuthority.Named(charter, gate)
            .Concat(gate.Ladder is { } ladder ? GateAuthority.Called(charter, ladder) : [])
            .Distinct()
            .ToValueList();
        Check(
            charter, named, people => people.IsEmpty || QuorumRules.Missing(charter, gate, people) is not null, at,
            found, heirs =>
                ($"If {heirs} takes over, this gate of {step.Id} stays closed to what {charter.Lead} directed: "
                    + $"{Names(named)} may decide, but neither who directed it nor who leads.",
                "Name one more approver."));
    }

    // What is too few already without a takeover is a problem, and told as one.
    private static void Check(
        Charter charter,
        ValueList<PersonId> named,
        Func<ValueList<PersonId>, bool> isTooFew,
        string at,
        Findings found,
        Func<string, (string Sentence, string Fix)> say)
    {
        var others = named.RemoveAll(person => person == charter.Lead);
        var heirs = charter.Roles.TakeoverAuthority.Distinct()
            .Where(heir => heir != charter.Lead && isTooFew(others.RemoveAll(person => person == heir)))
            .ToList();
        if (heirs.Count > 0 && !isTooFew(others))
        {
            var (sentence, fix) = say(string.Join(" or ", heirs));
            found.Add(ProblemCode.NoIndependentPerson, at, sentence, fix);
        }
    }

    private static string Names(ValueList<PersonId> people) => string.Join(" and ", people);
}
