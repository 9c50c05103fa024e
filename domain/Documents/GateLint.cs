using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>What must be right in one gate, by itself and with the people of a charter.</summary>
internal static class GateLint
{
    /// <summary>A ladder's time is this at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public static void Check(GatePolicy gate, string at, Findings found)
    {
        if (gate.Approvers.IsEmpty && gate.Groups is not { Count: > 0 } && gate.Quorum?.OneOfEach is not { Count: > 0 })
        {
            found.Add(
                ProblemCode.GateIncomplete, $"{at}.approvers", "Nobody is named who may decide.",
                "Name at least one approver.");
        }

        if (gate.ExpiresAfter <= TimeSpan.Zero)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.expiresAfter", "The time is zero or less.",
                "Write a time such as 30s, 5m, 2h.");
        }

        if (gate.ExpiresAfter is not null && gate.Ladder is not null)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.expiresAfter", "With a ladder the time runs by its rungs.",
                "Leave expiresAfter or the ladder out.");
        }

        if (gate.Quorum is { } quorum && (quorum.Count < 1 || quorum.Count < quorum.OneOfEach.Count))
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.quorum.count",
                "One person stands for one group: the count cannot be less than the groups, nor less than one.",
                "Write a larger count, or leave it out.");
        }

        if (gate.Ladder is { } ladder)
        {
            CheckLadder(ladder, $"{at}.ladder", found);
        }
    }

    /// <summary>Silence lets nothing through but what is harmless.</summary>
    public static void CheckEnd(GatePolicy gate, bool isReversible, string at, Findings found)
    {
        if (gate.Ladder is { End: LadderEnd.Approve } && !(isReversible && gate.Tier == GateTier.Acknowledge))
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.ladder.end",
                "Only a reversible step that asks for no more than an acknowledgement may pass by silence.",
                "Write end: failClosed or end: deny.");
        }

        if (gate.Options is not null)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.options",
                "Options belong to an escalation; this gate asks for an approval.",
                "Leave them out.");
        }
    }

    public static void CheckEscalation(GatePolicy gate, string at, Findings found)
    {
        Check(gate, at, found);
        if (gate.Quorum is not null)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.quorum", "An escalation is decided by one person.", "Leave quorum out.");
        }

        if (gate.Ladder is { End: not LadderEnd.FailClosed })
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.ladder.end", "While nobody decides, the run stays where it is.",
                "Write end: failClosed, or leave it out.");
        }
    }

    public static void CheckPeople(Charter charter, GatePolicy? gate, string at, Findings found)
    {
        if (gate is null)
        {
            return;
        }

        for (var index = 0; index < gate.Approvers.Count; index++)
        {
            if (!charter.Roles.Approvers.Contains(gate.Approvers[index]))
            {
                found.Add(ProblemCode.UnknownPerson, $"{at}.approvers[{index}]",
                    $"{gate.Approvers[index]} is no approver of the "
                    + $"charter.{Nearest.Hint(gate.Approvers[index].Value, Names(charter))}",
                    "Name people of the charter's roles.approvers.");
            }
        }

        CheckGroups(charter, gate.Groups ?? [], $"{at}.groups", found);
        CheckGroups(charter, gate.Quorum?.OneOfEach ?? [], $"{at}.quorum.oneOfEach", found);
        var people = gate.Approvers
            .Concat((gate.Groups ?? []).Concat(gate.Quorum?.OneOfEach ?? []).SelectMany(charter.Roles.MembersOf))
            .Where(person => person != charter.Lead)
            .Distinct()
            .ToValueList();
        if (people.IsEmpty)
        {
            found.Add(ProblemCode.NoIndependentPerson, $"{at}.approvers",
                "Nobody but the lead could approve, and the lead may not.",
                "Name an approver who does not lead the run.");
        }
        else if (QuorumRules.Missing(charter, gate, people) is { } missing)
        {
            found.Add(ProblemCode.NoIndependentPerson, $"{at}.quorum",
                $"If all agreed but the lead, who may not, there would be missing: {missing}.",
                "Ask for fewer, or name more people.");
        }

        CheckCalled(charter, gate.Ladder, $"{at}.ladder", found);
    }

    private static void CheckLadder(GateLadder ladder, string at, Findings found)
    {
        if (ladder.Within <= TimeSpan.Zero || ladder.Within > Longest)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.within", $"The time is zero, less, or more than {Longest.TotalDays} days.",
                "Write a time such as 30m, 2h.");
        }

        if (ladder.RemindPercent <= 0
            || ladder.RemindPercent >= ladder.EscalatePercent
            || ladder.EscalatePercent >= ladder.EndPercent
            || ladder.EndPercent > 1_000)
        {
            found.Add(
                ProblemCode.BadValue, at, "The rungs are not in order: remind, then escalate, then end, in percent.",
                "Leave the percentages out for 50, 100 and 150.");
        }
    }

    private static void CheckCalled(Charter charter, GateLadder? ladder, string at, Findings found)
    {
        if (ladder is null)
        {
            return;
        }

        CheckGroups(charter, ladder.EscalateToGroups, $"{at}.escalateToGroups", found);
        for (var index = 0; index < ladder.EscalateTo.Count; index++)
        {
            if (!charter.Roles.Everybody().Contains(ladder.EscalateTo[index]))
            {
                found.Add(
                    ProblemCode.UnknownPerson, $"{at}.escalateTo[{index}]",
                    $"{ladder.EscalateTo[index]} has no role in the charter.", "Name people of the charter's roles.");
            }
        }
    }

    private static void CheckGroups(Charter charter, ValueList<string> groups, string at, Findings found)
    {
        var known = charter.Roles.Groups?.Select(group => group.Name).ToValueList() ?? [];
        for (var index = 0; index < groups.Count; index++)
        {
            if (!known.Contains(groups[index]))
            {
                found.Add(
                    ProblemCode.UnknownPerson, $"{at}[{index}]",
                    $"{groups[index]} is no group of the charter.{Nearest.Hint(groups[index], known)}",
                    "Name a group of the charter's roles.groups.");
            }
        }
    }

    private static IEnumerable<string> Names(Charter charter) => charter.Roles.Approvers.Select(person => person.Value);
}
