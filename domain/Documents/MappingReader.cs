using System.Text.Json;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>
/// Reads the fields of one mapping. What is missing or of another type becomes a problem and a placeholder; a document
/// with problems is thrown away as a whole, so no placeholder gets out. Call <see cref="Done"/> at the end: it finds
/// the unknown fields.
/// </summary>
internal sealed class MappingReader
{
    private readonly DocumentNode.Mapping? mapping;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public MappingReader(DocumentCursor cursor, DocumentNode? node, string path)
    {
        Cursor = cursor;
        Path = path;
        mapping = node as DocumentNode.Mapping;
        if (mapping is null && node is not null)
        {
            cursor.Add(
                ProblemCode.WrongType, path, $"This is to be a mapping; it is {Kind(node)}.",
                "Write name: value, one a line.");
        }
    }

    public DocumentCursor Cursor { get; }

    public string Path { get; }

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => OptionalText(name) ?? Missing(name, string.Empty);

    public string? OptionalText(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }

        if (node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.String } text }
            && !string.IsNullOrWhiteSpace(text.GetString()))
        {
            return text.GetString();
        }

        return Wrong(name, node, "a text", "Put it in quotes if it looks like a number.", string.Empty);
    }

    public bool Boolean(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        DocumentNode.Scalar { Value.Element.ValueKind: JsonValueKind.True } => true,
        DocumentNode.Scalar { Value.Element.ValueKind: JsonValueKind.False } => false,
        var node => Wrong(name, node, "true or false", "Write true or false, without quotes.", otherwise),
    };

    public bool? OptionalBoolean(string name) => Has(name) ? Boolean(name, otherwise: false) : null;

    public decimal? OptionalNumber(string name) => Find(name) switch
    {
        null => null,
        DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.Number } number }
            when number.TryGetDecimal(out var value) => value,
        var node => Wrong(name, node, "a number", "Write it with digits and a point, without quotes.", 0m),
    };

    public decimal Number(string name) => OptionalNumber(name) ?? Missing(name, 0m);

    public int? OptionalWhole(string name) => OptionalNumber(name) switch
    {
        null => null,
        { } number when number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue => (int)number,
        _ => Wrong(name, Find(name)!, "a whole number", "Write it without a fraction.", 0),
    };

    public TimeSpan Duration(string name) => OptionalDuration(name) ?? Missing(name, TimeSpan.Zero);

    public TimeSpan? OptionalDuration(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }

        return node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.String } text }
            && Durations.Parse(text.GetString()!) is { } span
            ? span
            : Wrong(name, node, "a time", "Write a whole number and a unit: 500ms, 30s, 5m, 2h, 1d.", TimeSpan.Zero);
    }

    public T Choice<T>(string name)
        where T : struct, Enum => OptionalChoice<T>(name) ?? Missing(name, default(T));

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum
    {
        if (OptionalText(name) is not { Length: > 0 } word)
        {
            return null;
        }

        var known = Enum.GetValues<T>()
            .ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
        if (known.TryGetValue(word, out var choice))
        {
            return choice;
        }

        Cursor.Add(
            ProblemCode.BadValue, $"{Path}.{name}", $"\"{word}\" is not known here.{Nearest.Hint(word, known.Keys)}",
            $"Choose one of: {string.Join(", ", known.Keys)}.");
        return default(T);
    }

    public JsonData Data(string name) => OptionalData(name) ?? Missing(name, JsonData.EmptyObject);

    public JsonData? OptionalData(string name)
    {
        try
        {
            return Find(name)?.ToData();
        }
        catch (JsonException fault)
        {
            Cursor.Add(ProblemCode.DuplicateId, $"{Path}.{name}", fault.Message, "Write each name once.");
            return JsonData.EmptyObject;
        }
    }

    /// <summary>A list that may be left out, which is the same as an empty one.</summary>
    public ValueList<T> List<T>(string name, Func<DocumentNode, string, T> read)
    {
        switch (Find(name))
        {
            case null:
                return [];
            case DocumentNode.Sequence sequence:
                return sequence.Items.Select((item, index) => read(item, $"{Path}.{name}[{index}]")).ToValueList();
            case var node:
                return Wrong(name, node, "a list", "Begin each item with a hyphen.", ValueList<T>.Empty);
        }
    }

    /// <summary>A list for which "left out" and "empty" do not say the same.</summary>
    public ValueList<T>? OptionalList<T>(string name, Func<DocumentNode, string, T> read) =>
        Has(name) ? List(name, read) : null;

    public ValueList<T> Names<T>(string name)
        where T : struct, IStringId<T> => List(name, (node, path) => T.From(Word(node, path)));

    public MappingReader Mapping(string name)
    {
        var node = Find(name);
        if (node is null)
        {
            Missing(name, 0);
        }

        return new MappingReader(Cursor, node, $"{Path}.{name}");
    }

    public MappingReader? OptionalMapping(string name) =>
        Find(name) is { } node ? new MappingReader(Cursor, node, $"{Path}.{name}") : null;

    public void Done()
    {
        foreach (var entry in Others())
        {
            Cursor.Add(
                ProblemCode.UnknownField, $"{Path}.{entry.Key}",
                $"The field \"{entry.Key}\" is not known here.{Nearest.Hint(entry.Key, asked)}",
                $"Known are: {string.Join(", ", asked)}.");
        }

        foreach (var doubled in mapping?.Entries.GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .Where(group => group.Count() > 1) ?? [])
        {
            Cursor.Add(
                ProblemCode.DuplicateId, $"{Path}.{doubled.Key}", $"The field \"{doubled.Key}\" stands twice.",
                "Write it once.");
        }
    }

    private IEnumerable<DocumentEntry> Others() => mapping?.Entries.Where(entry => !asked.Contains(entry.Key)) ?? [];

    private string Word(DocumentNode node, string path)
    {
        if (node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.String } text }
            && !string.IsNullOrWhiteSpace(text.GetString()))
        {
            return text.GetString()!;
        }

        Cursor.Add(ProblemCode.WrongType, path, $"This is to be a text; it is {Kind(node)}.", "Write one word.");
        return "none";
    }

    private DocumentNode? Find(string name)
    {
        asked.Add(name);
        return mapping?.Entries.FirstOrDefault(entry => entry.Key == name)?.Value;
    }

    private T Missing<T>(string name, T placeholder)
    {
        if (mapping is not null)
        {
            Cursor.Add(ProblemCode.MissingField, $"{Path}.{name}", $"The field \"{name}\" is missing.", $"Add {name}.");
        }

        return placeholder;
    }

    private T Wrong<T>(string name, DocumentNode node, string expected, string fix, T placeholder)
    {
        Cursor.Add(
            ProblemCode.WrongType, $"{Path}.{name}", $"\"{name}\" is to be {expected}; it is {Kind(node)}.", fix);
        return placeholder;
    }

    private static string Kind(DocumentNode node) => node switch
    {
        DocumentNode.Mapping => "a mapping",
        DocumentNode.Sequence => "a list",
        DocumentNode.Scalar scalar => scalar.Value.Element.ValueKind switch
        {
            JsonValueKind.String when string.IsNullOrWhiteSpace(scalar.Value.Element.GetString()) => "an empty text",
            JsonValueKind.String => $"the text {scalar.Value}",
            JsonValueKind.Number => $"the number {scalar.Value}",
            JsonValueKind.Null => "empty",
            _ => scalar.Value.Text,
        },
        _ => "something else",
    };
}
