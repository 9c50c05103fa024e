using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>What must be right in a charter by itself.</summary>
public static class CharterLint
{
    public static ValueList<Finding> Check(Charter charter)
    {
        var found = new Findings();
        Check(charter, found);
        return found.All;
    }

    internal static void Check(Charter charter, Findings found)
    {
        if (charter.Governance == GovernanceMode.Signed && charter.Identity != IdentityMode.Signed)
        {
            found.Add(
                ProblemCode.MissingField, "charter.identity",
                "Signed approvals are proven by the keys that the run is opened with, and the charter asks for none.",
                "Write identity: signed, or governance: required.");
        }

        CheckTargets(charter, found);
        CheckBoundaries(charter, found);
        CheckNoGo(charter.NoGoConditions, "charter.noGoConditions", found);
        CheckRoles(charter, found);
    }

    internal static void CheckNoGo(ValueList<NoGoCondition> conditions, string list, Findings found)
    {
        found.Unique(conditions.Select(condition => condition.Id), list, "id");
        for (var index = 0; index < conditions.Count; index++)
        {
            found.PlainId(conditions[index].Id, $"{list}[{index}].id");
            ExpectationLint.Check(conditions[index].NoGoWhen, $"{list}[{index}].noGoWhen", found);
            StepLint.CheckCall(conditions[index].Read, $"{list}[{index}].read", found);
            if (conditions[index].Read.Parameters.Text.Contains("{{", StringComparison.Ordinal))
            {
                found.Add(ProblemCode.NotSupported, $"{list}[{index}].read.parameters",
                    "The read of a no-go condition belongs to no step and cannot hold {{references}}.",
                    "Write the values out.");
            }
        }
    }

    private static void CheckTargets(Charter charter, Findings found)
    {
        found.Unique(charter.Targets.Select(target => target.Id.Value), "charter.targets", "id");
        for (var index = 0; index < charter.Targets.Count; index++)
        {
            found.PlainId(charter.Targets[index].Id.Value, $"charter.targets[{index}].id");
            if (charter.Targets[index].Properties.Element.ValueKind != JsonValueKind.Object)
            {
                found.Add(
                    ProblemCode.WrongType, $"charter.targets[{index}].properties", "The properties are no mapping.",
                    "Write name: value.");
            }
        }

        if (charter.Targets.IsEmpty)
        {
            found.Add(ProblemCode.MissingField, "charter.targets", "The scope is empty.", "Name at least one target.");
        }
    }

    private static void CheckBoundaries(Charter charter, Findings found)
    {
        found.Unique(charter.Boundaries.Select(boundary => boundary.Id.Value), "charter.boundaries", "id");
        for (var index = 0; index < charter.Boundaries.Count; index++)
        {
            var boundary = charter.Boundaries[index];
            var at = $"charter.boundaries[{index}]";
            found.PlainId(boundary.Id.Value, $"{at}.id");
            if (boundary.CrossedWhen.IsEmpty && boundary.Observed is null)
            {
                found.Add(ProblemCode.BadValue, $"{at}.crossedWhen", "Without a condition it would bar everything.",
                    "Say when the boundary is crossed, or under observed how its crossing is seen.");
            }

            CheckObserved(boundary.Observed, $"{at}.observed", found);

            for (var condition = 0; condition < boundary.CrossedWhen.Count; condition++)
            {
                ExpectationLint.Check(boundary.CrossedWhen[condition], $"{at}.crossedWhen[{condition}]", found);
            }

            var clearers = boundary.ClearedBy.IsEmpty ? charter.Roles.TakeoverAuthority : boundary.ClearedBy;
            if (clearers.All(person => person == charter.Lead))
            {
                found.Add(
                    ProblemCode.NoIndependentPerson, $"{at}.clearedBy",
                    "Nobody but the lead could clear it, and the lead may not.",
                    "Name somebody else, or give somebody else takeover authority.");
            }
        }
    }

    private static void CheckObserved(ObservedBoundary? observed, string at, Findings found)
    {
        if (observed is null)
        {
            return;
        }

        ExpectationLint.Check(observed.CrossedWhen, $"{at}.crossedWhen", found);
        StepLint.CheckCall(observed.Read, $"{at}.read", found);
        if (observed.Read.Parameters.Text.Contains("{{", StringComparison.Ordinal))
        {
            found.Add(ProblemCode.NotSupported, $"{at}.read.parameters",
                "The read of a boundary belongs to no step and cannot hold {{references}}.", "Write the values out.");
        }
    }

    private static void CheckRoles(Charter charter, Findings found)
    {
        CheckPerson(charter.Lead, "charter.lead", found);
        foreach (var (people, role) in new[]
        {
            (charter.Roles.Approvers, "approvers"), (charter.Roles.TakeoverAuthority, "takeoverAuthority"),
            (charter.Roles.Specialists, "specialists"), (charter.Roles.Reviewers, "reviewers"),
            (charter.Roles.Auditors ?? [], "auditors"),
            (charter.Roles.Governors ?? [], "governors"),
            (charter.Roles.AnnexReaders ?? [], "annexReaders"),
            (charter.Roles.AnnexErasers ?? [], "annexErasers"),
        })
        {
            CheckPeople(people, $"charter.roles.{role}", found);
        }

        CheckAuditors(charter, found);
        if (charter.Roles.Governors is { } governors && governors.All(person => person == charter.Lead))
        {
            found.Add(
                ProblemCode.NoIndependentPerson, "charter.roles.governors",
                "Nobody but the lead could approve a version, and the lead may not.",
                "Name somebody who does not lead the run.");
        }

        CheckGroups(charter.Roles.Groups ?? [], found);
        if (charter.Roles.TakeoverAuthority.Count(person => person != charter.Lead) < 2)
        {
            found.Add(ProblemCode.NoIndependentPerson, "charter.roles.takeoverAuthority",
                "A takeover needs one who takes over and another who approves, both other than the lead.",
                "Give takeover authority to at least two people besides the lead.");
        }
    }

    private static void CheckAuditors(Charter charter, Findings found)
    {
        var auditors = charter.Roles.Auditors ?? [];
        for (var index = 0; index < auditors.Count; index++)
        {
            if (auditors[index] == charter.Lead || charter.Roles.Everybody().Contains(auditors[index]))
            {
                found.Add(
                    ProblemCode.NoIndependentPerson, $"charter.roles.auditors[{index}]",
                    $"{auditors[index]} has another role as well; an auditor only reads.",
                    "Name an auditor who has no say in the run.");
            }
        }
    }

    private static void CheckPeople(ValueList<PersonId> people, string at, Findings found)
    {
        for (var index = 0; index < people.Count; index++)
        {
            CheckPerson(people[index], $"{at}[{index}]", found);
            if (people.Take(index)
                .Any(other => string.Equals(other.Value, people[index].Value, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(
                    ProblemCode.DuplicateId, $"{at}[{index}]", $"\"{people[index]}\" stands twice.",
                    "Name each person once.");
            }
        }
    }

    private static void CheckGroups(ValueList<RoleGroup> groups, Findings found)
    {
        found.Unique(groups.Select(group => group.Name), "charter.roles.groups", "name");
        for (var index = 0; index < groups.Count; index++)
        {
            var at = $"charter.roles.groups[{index}]";
            found.PlainId(groups[index].Name, $"{at}.name");
            CheckPeople(groups[index].Members, $"{at}.members", found);
            if (groups[index].Members.IsEmpty)
            {
                found.Add(
                    ProblemCode.MissingField, $"{at}.members", $"The group {groups[index].Name} has no members.",
                    "Name its people.");
            }
        }
    }

    // Names are compared letter by letter everywhere: one spelling only, so that nobody is two people.
    private static void CheckPerson(PersonId person, string at, Findings found)
    {
        if (person.Value.Length > 128
            || person.Value.Any(one => char.IsWhiteSpace(one) || char.IsUpper(one) || char.IsControl(one)))
        {
            found.Add(
                ProblemCode.BadValue, at, $"\"{person}\" is no name of a person.",
                "Use one lower-case word, such as ana or ana@example.org.");
        }
    }
}
