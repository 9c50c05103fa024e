using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Identity;

/// <summary>OpenSSH's pattern lists: <c>*</c> and <c>?</c>, and a pattern after <c>!</c> that rules out.</summary>
internal static class NamePatterns
{
    public static bool Match(ValueList<string> patterns, string name) =>
        patterns.Any(pattern => !pattern.StartsWith('!') && Matches(pattern, name))
        && !patterns.Any(pattern => pattern.StartsWith('!') && Matches(pattern[1..], name));

    // Row by row over the name: no pattern can make it slow.
    private static bool Matches(string pattern, string name)
    {
        var reached = new bool[name.Length + 1];
        reached[0] = true;
        foreach (var sign in pattern)
        {
            var next = new bool[name.Length + 1];
            next[0] = sign == '*' && reached[0];
            for (var at = 0; at < name.Length; at++)
            {
                next[at + 1] = sign == '*'
                    ? next[at] || reached[at + 1]
                    : reached[at] && (sign == '?' || sign == name[at]);
            }

            reached = next;
        }

        return reached[^1];
    }
}
