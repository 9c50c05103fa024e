using System.Globalization;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>Whether enough people agree: by count, and one of each group; one person stands for one group.</summary>
internal static class QuorumRules
{
    /// <summary>What is still missing, in words; null when enough agree.</summary>
    public static string? Missing(Charter charter, GatePolicy policy, IEnumerable<PersonId> voices)
    {
        var people = voices.Distinct().ToList();
        var missing = new List<string>();
        var count = Math.Max(policy.Quorum?.Count ?? 1, 1);
        if (people.Count < count)
        {
            missing.Add(string.Create(CultureInfo.InvariantCulture, $"{count - people.Count} more to agree"));
        }

        missing.AddRange(WithoutVoice(charter, policy.Quorum?.OneOfEach ?? [], people)
            .Select(group => $"somebody of {group}"));
        return missing.Count == 0 ? null : string.Join(", ", missing);
    }

    // Each group finds a person of its own; where one is taken, the group that holds him looks for another.
    private static List<string> WithoutVoice(Charter charter, ValueList<string> groups, List<PersonId> people)
    {
        var speaker = new Dictionary<PersonId, string>();
        return groups.Where(group => !Seat(group, [])).ToList();

        bool Seat(string group, HashSet<PersonId> tried)
        {
            foreach (var person in people.Where(charter.Roles.MembersOf(group).Contains))
            {
                if (tried.Add(person) && (!speaker.TryGetValue(person, out var other) || Seat(other, tried)))
                {
                    speaker[person] = group;
                    return true;
                }
            }

            return false;
        }
    }
}
