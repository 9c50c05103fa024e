using System.Globalization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>Collects the problems of one document while it is read, and remembers where each field stands.</summary>
internal sealed class DocumentCursor
{
    private readonly string prefix;
    private readonly DocumentSource source;
    private readonly Dictionary<string, (int Line, int Column)> positions = new(StringComparer.Ordinal);
    private readonly List<Problem> problems = [];

    /// <summary>Fields are named from <paramref name="prefix"/> on ("charter", "procedure").</summary>
    public DocumentCursor(DocumentSource source, string prefix)
    {
        this.source = source;
        this.prefix = prefix;
        Remember(source.Root, prefix);
    }

    /// <summary>More problems than this are counted, not listed: the rest mostly follow from the first ones.</summary>
    public const int MaxProblems = 100;

    /// <summary>Set while nothing is read and only noted what would be; see <see cref="DocumentSchemas"/>.</summary>
    public ShapeBook? Shapes { get; init; }

    public bool IsClean => problems.Count == 0;

    public ValueList<Problem> Problems
    {
        get
        {
            var ordered = problems.OrderBy(one => one.Line).ThenBy(one => one.Column).ToValueList();
            return ordered.Count <= MaxProblems ? ordered : [.. ordered.Take(MaxProblems), More(ordered)];
        }
    }

    public void Add(ProblemCode code, string field, string sentence, string fix)
    {
        var (line, column) = PositionOf(field);
        var name = field.Length > prefix.Length ? field[(prefix.Length + 1)..] : "$";
        problems.Add(new Problem(code, source.File, line, column, name, sentence, fix));
    }

    /// <summary>Takes over the findings that are about this document.</summary>
    public void Add(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.Where(one => one.Field.StartsWith(prefix + ".", StringComparison.Ordinal)))
        {
            Add(finding.Code, finding.Field, finding.Sentence, finding.Fix);
        }
    }

    private Problem More(ValueList<Problem> all)
    {
        var first = all[MaxProblems];
        return new Problem(
            ProblemCode.MoreProblems, source.File, first.Line, first.Column, "$",
            string.Create(CultureInfo.InvariantCulture, $"{all.Count - MaxProblems} more problems begin here."),
            "Mend those above and check again.");
    }

    // A field that is missing stands where the nearest thing around it stands.
    private (int Line, int Column) PositionOf(string field)
    {
        var at = field;
        while (!positions.ContainsKey(at))
        {
            var cut = Math.Max(at.LastIndexOf('.'), at.LastIndexOf('['));
            if (cut <= 0)
            {
                return (1, 1);
            }

            at = at[..cut];
        }

        return positions[at];
    }

    private void Remember(DocumentNode node, string path)
    {
        positions[path] = (node.Line, node.Column);
        switch (node)
        {
            case DocumentNode.Sequence sequence:
                for (var index = 0; index < sequence.Items.Count; index++)
                {
                    Remember(sequence.Items[index], $"{path}[{index}]");
                }

                break;
            case DocumentNode.Mapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Remember(entry.Value, $"{path}.{entry.Key}");

                    // A field is found by its key, not by its value, which may begin lines below.
                    positions[$"{path}.{entry.Key}"] = (entry.Line, entry.Column);
                }

                break;
            default:
                break;
        }
    }
}
