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
    private static readonly DocumentNode Nothing = new DocumentNode.Mapping([], 1, 1);

    private readonly DocumentNode.Mapping? mapping;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public MappingReader(DocumentCursor cursor, DocumentNode? node, string path)
    {
        Cursor = cursor;
        Path = path;
        mapping = node as DocumentNode.Mapping;
        _ = cursor.Shapes?.Part(path);
        if (mapping is null && node is not null)
        {
            cursor.Add(
                ProblemCode.WrongType, path, $"This is to be a mapping; it is {Kind(node)}.",
                "Write name: value, one a line.");
        }
    }

    public DocumentCursor Cursor { get; }

    public string Path { get; }

    /// <summary>Names the mapping, for the schema.</summary>
    public MappingReader Is(string name)
    {
        if (Cursor.Shapes is { } book)
        {
            book.Part(Path).Name = name;
        }

        return this;
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Notes a field that is asked for in another way than by the verbs below.</summary>
    public void Note(string name, Shape shape, bool isRequired = false) =>
        Cursor.Shapes?.Part(Path).Add(name, shape, isRequired);

    public string Text(string name)
    {
        Note(name, new Shape.Text(), isRequired: true);
        return OptionalText(name) ?? Missing(name, string.Empty);
    }

    public string? OptionalText(string name)
    {
        Note(name, new Shape.Text());
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

    public bool Boolean(string name, bool otherwise) => OptionalBoolean(name) ?? otherwise;

    public bool? OptionalBoolean(string name)
    {
        Note(name, new Shape.Flag());
        return Find(name) switch
        {
            null => null,
            DocumentNode.Scalar { Value.Element.ValueKind: JsonValueKind.True } => true,
            DocumentNode.Scalar { Value.Element.ValueKind: JsonValueKind.False } => false,
            var node => Wrong(name, node, "true or false", "Write true or false, without quotes.", false),
        };
    }

    public decimal? OptionalNumber(string name)
    {
        Note(name, new Shape.Number());
        return Find(name) switch
        {
            null => null,
            DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.Number } number }
                when number.TryGetDecimal(out var value) => value,
            var node => Wrong(name, node, "a number", "Write it with digits and a point, without quotes.", 0m),
        };
    }

    public decimal Number(string name)
    {
        Note(name, new Shape.Number(), isRequired: true);
        return OptionalNumber(name) ?? Missing(name, 0m);
    }

    public int? OptionalWhole(string name)
    {
        var number = OptionalNumber(name);
        Note(name, new Shape.Whole());
        return number switch
        {
            null => null,
            { } whole when whole == decimal.Truncate(whole) && Math.Abs(whole) <= int.MaxValue => (int)whole,
            _ => Wrong(name, Find(name)!, "a whole number", "Write it without a fraction.", 0),
        };
    }

    public TimeSpan Duration(string name)
    {
        Note(name, new Shape.Time(), isRequired: true);
        return OptionalDuration(name) ?? Missing(name, TimeSpan.Zero);
    }

    public TimeSpan? OptionalDuration(string name)
    {
        Note(name, new Shape.Time());
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
        where T : struct, Enum
    {
        var choice = OptionalChoice<T>(name);
        Note(name, Words<T>(), isRequired: true);
        return choice ?? Missing(name, default(T));
    }

    public T? OptionalChoice<T>(string name)
        where T : struct, Enum
    {
        var text = OptionalText(name);
        Note(name, Words<T>());
        if (text is not { Length: > 0 } word)
        {
            return null;
        }

        var known = Enum.GetValues<T>().ToDictionary(WordOf, StringComparer.Ordinal);
        if (known.TryGetValue(word, out var choice))
        {
            return choice;
        }

        Cursor.Add(
            ProblemCode.BadValue, $"{Path}.{name}", $"\"{word}\" is not known here.{Nearest.Hint(word, known.Keys)}",
            $"Choose one of: {string.Join(", ", known.Keys)}.");
        return default(T);
    }

    public JsonData Data(string name)
    {
        Note(name, new Shape.Anything(), isRequired: true);
        return OptionalData(name) ?? Missing(name, JsonData.EmptyObject);
    }

    public JsonData? OptionalData(string name)
    {
        Note(name, new Shape.Anything());
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
        if (Cursor.Shapes is not null)
        {
            Note(name, new Shape.Many());
            _ = read(Nothing, $"{Path}.{name}[]");
        }

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
    public ValueList<T>? OptionalList<T>(string name, Func<DocumentNode, string, T> read)
    {
        var list = List(name, read);
        return Has(name) ? list : null;
    }

    public ValueList<T> Names<T>(string name)
        where T : struct, IStringId<T> => List(name, (node, path) => T.From(Word(node, path)));

    public ValueList<T>? OptionalNames<T>(string name)
        where T : struct, IStringId<T> => OptionalList(name, (node, path) => T.From(Word(node, path)));

    public T? OptionalId<T>(string name)
        where T : struct, IStringId<T> => OptionalText(name) is { Length: > 0 } id ? T.From(id) : null;

    public MappingReader Mapping(string name)
    {
        Note(name, new Shape.Part(), isRequired: true);
        var node = Find(name);
        if (node is null)
        {
            Missing(name, 0);
        }

        return new MappingReader(Cursor, node, $"{Path}.{name}");
    }

    public MappingReader? OptionalMapping(string name)
    {
        Note(name, new Shape.Part());
        var node = Find(name);
        return node is null && Cursor.Shapes is null ? null : new MappingReader(Cursor, node, $"{Path}.{name}");
    }

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

    private static Shape.Word Words<T>()
        where T : struct, Enum => new(Enum.GetValues<T>().Select(WordOf).ToValueList());

    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private string Word(DocumentNode node, string path)
    {
        Cursor.Shapes?.Item(path, new Shape.Text());
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
