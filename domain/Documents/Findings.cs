using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>Findings in the order in which they were made.</summary>
internal sealed class Findings
{
    private readonly List<Finding> all = [];

    public ValueList<Finding> All => all.ToValueList();

    public void Add(ProblemCode code, string field, string sentence, string fix) =>
        all.Add(new Finding(code, field, sentence, fix));

    /// <summary>Names each id that stands twice.</summary>
    public void Unique(IEnumerable<string> ids, string list, string member)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var index = 0;
        foreach (var id in ids)
        {
            if (!seen.Add(id))
            {
                Add(ProblemCode.DuplicateId, $"{list}[{index}].{member}", $"\"{id}\" stands twice.",
                    "Give each its own id.");
            }

            index++;
        }
    }

    /// <summary>Ids are parts of other ids, of commands and of paths: lower case, digits, hyphens.</summary>
    public void PlainId(string id, string field)
    {
        if (id.Length is 0 or > 64 || !char.IsAsciiLetterOrDigit(id[0])
            || id.Any(character =>
                !char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-'))
        {
            Add(ProblemCode.BadValue, field, $"\"{id}\" is no id.",
                "Use lower-case letters, digits and hyphens, at most 64.");
        }
    }
}
