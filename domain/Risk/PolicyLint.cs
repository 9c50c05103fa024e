using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Risk;

/// <summary>What must be right in a risk policy, by itself and for a run.</summary>
public static class PolicyLint
{
    private static readonly ValueList<GateTier> Tiers = [GateTier.Acknowledge, GateTier.Review, GateTier.Approve];

    public static ValueList<Finding> Check(RiskPolicy policy)
    {
        var found = new Findings();
        Check(policy, found);
        return found.All;
    }

    public static ValueList<Finding> Check(RiskPolicy policy, Charter charter, Procedure procedure)
    {
        var found = new Findings();
        Check(policy, found);
        for (var index = 0; index < policy.Gates.Count; index++)
        {
            GateLint.CheckPeople(charter, policy.Gates[index], $"policy.gates[{index}]", found);
        }

        foreach (var step in procedure.Steps)
        {
            CheckStep(policy, step, found);
        }

        CheckCalendar(policy, procedure.Escalation, "policy.calendars", found);
        return found.All;
    }

    /// <summary>A calendar that a procedure's gates go by; null when they all go by the clock.</summary>
    public static string? CalendarOf(Procedure procedure) => procedure.Steps
        .SelectMany(Gates)
        .Append(procedure.Escalation)
        .Select(gate => gate?.Ladder?.Calendar)
        .FirstOrDefault(calendar => calendar is not null);

    private static IEnumerable<GatePolicy?> Gates(Step step) =>
        [step.Gate, step.GateAfter, step.Checkpoint, step.Reversal?.Gate];

    private static void Check(RiskPolicy policy, Findings found)
    {
        found.Unique(policy.Rules.Select(rule => rule.Factor.ToString()), "policy.rules", "factor");
        found.Unique(policy.Gates.Select(gate => gate.Tier.ToString()), "policy.gates", "tier");
        found.Unique(policy.Calendars.Select(calendar => calendar.Id), "policy.calendars", "id");
        foreach (var tier in Tiers.Where(tier => policy.Gates.All(gate => gate.Tier != tier)))
        {
            found.Add(
                ProblemCode.MissingField, "policy.gates", $"Nobody is named who decides where {tier} is asked for.",
                "Write a gate for each of acknowledge, review and approve.");
        }

        for (var index = 0; index < policy.Gates.Count; index++)
        {
            // Whether a step can be taken back is not known here; the run looks at each step when the time is over.
            GateLint.Check(policy.Gates[index], $"policy.gates[{index}]", found);
            GateLint.CheckEnd(policy.Gates[index], isReversible: true, $"policy.gates[{index}]", found);
            CheckCalendar(policy, policy.Gates[index], $"policy.gates[{index}].ladder.calendar", found);
        }

        for (var index = 0; index < policy.Calendars.Count; index++)
        {
            CheckCalendar(policy.Calendars[index], $"policy.calendars[{index}]", found);
        }

        if (policy.CostLimit.Amount < 0)
        {
            found.Add(
                ProblemCode.BadValue, "policy.costLimit.amount", "A limit is never less than nothing.",
                "Write 0 or more.");
        }
    }

    // A gate whose hours nobody wrote down would run by the clock, which is not what its author meant.
    private static void CheckStep(RiskPolicy policy, Step step, Findings found)
    {
        foreach (var gate in Gates(step))
        {
            CheckCalendar(policy, gate, "policy.calendars", found);
        }

        if (step.Risk is null || step.Risk.Alternatives.IsEmpty || step.Risk.Policies.IsEmpty)
        {
            found.Add(
                ProblemCode.GateIncomplete, "policy.gates",
                $"The policy may ask for a gate before {step.Id}, whose evidence would not be complete: the step needs "
                + "risk with blastRadius, failureMode, alternatives and policies.",
                "Add a risk section to the step.");
        }
    }

    private static void CheckCalendar(RiskPolicy policy, GatePolicy? gate, string at, Findings found)
    {
        if (gate?.Ladder?.Calendar is { } calendar && policy.FindCalendar(calendar) is null)
        {
            found.Add(
                ProblemCode.BadReference, at, $"There is no calendar {calendar}.",
                "Name a calendar of the policy, or leave it out.");
        }
    }

    private static void CheckCalendar(WorkingCalendar calendar, string at, Findings found)
    {
        found.PlainId(calendar.Id, $"{at}.id");
        if (calendar.Hours.IsEmpty)
        {
            found.Add(
                ProblemCode.MissingField, $"{at}.hours", $"Nobody ever works by the calendar {calendar.Id}.",
                "Write days, from and to.");
        }

        if (calendar.Hours.Any(hours => hours.From >= hours.To))
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.hours", "Working hours end before they begin.",
                "Write from before to; hours over midnight are two entries.");
        }

        if (calendar.Offsets.IsEmpty)
        {
            found.Add(
                ProblemCode.MissingField, $"{at}.zone", $"The offsets of {calendar.Zone} are not there.",
                "Read the policy with the zone's offsets.");
        }

        var isInOrder = calendar.Offsets.Zip(calendar.Offsets.Skip(1)).All(pair => pair.First.From < pair.Second.From);
        if (!isInOrder || calendar.Offsets.Any(one => one.Offset.Duration() > TimeSpan.FromHours(14)))
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.zone", $"The offsets of {calendar.Zone} are those of no zone.",
                "Read the policy with the zone's offsets.");
        }
    }
}
