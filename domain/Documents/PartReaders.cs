using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads the parts that charters and procedures share.</summary>
internal static class PartReaders
{
    /// <summary>The version of the documents' form that this program reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>
    /// A document without a version is read as version 1: what was written before it could say so.
    /// </summary>
    public static int? SchemaVersion(MappingReader fields)
    {
        // Where a JSON file says by which schema an editor completes it; YAML says it in a comment.
        _ = fields.OptionalText("$schema");
        var version = fields.OptionalWhole("schemaVersion");
        fields.Note("schemaVersion", new Shape.Only(JsonData.Of(CurrentSchema)));
        if (version is not (null or CurrentSchema))
        {
            fields.Cursor.Add(
                ProblemCode.NotSupported, $"{fields.Path}.schemaVersion",
                $"This is version {version}; this program reads version {CurrentSchema}.",
                "Write schemaVersion: 1, or use the program that the document was written for.");
        }

        return version;
    }

    /// <summary><c>{ tool, parameters, timeout, credential?, sensitive? }</c></summary>
    public static ToolCall Call(MappingReader fields)
    {
        fields.Is("toolCall");
        var call = new ToolCall(
            fields.Text("tool"), fields.Data("parameters"), fields.Duration("timeout"),
            fields.OptionalText("credential"), fields.OptionalBoolean("sensitive"));
        fields.Done();
        return call;
    }

    /// <summary><c>{ path, operator: value }</c>: one operator.</summary>
    public static Expectation Expectation(MappingReader fields)
    {
        var path = fields.Is("expectation").Text("path");
        NoteOperators(fields);
        var operators = Enum.GetValues<ExpectationOperator>()
            .Where(one => fields.Has(Name(one)))
            .ToList();
        fields.Done();
        if (operators is not [var how])
        {
            fields.Cursor.Add(ProblemCode.BadExpectation, fields.Path,
                $"An expectation has one operator; this one has {operators.Count}.",
                $"Add one of: {string.Join(", ", Enum.GetValues<ExpectationOperator>().Select(Name))}.");
            return new Expectation(path, ExpectationOperator.Exists);
        }

        var value = fields.Data(Name(how));
        if (how is not (ExpectationOperator.Exists or ExpectationOperator.Absent))
        {
            return new Expectation(path, how, value);
        }

        if (value.Element.ValueKind != JsonValueKind.True)
        {
            fields.Cursor.Add(ProblemCode.BadExpectation, $"{fields.Path}.{Name(how)}", $"{Name(how)} takes true only.",
                "To expect the contrary, use the other one of exists and absent.");
        }

        return new Expectation(path, how);
    }

    public static NoGoCondition NoGo(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var condition = new NoGoCondition(
            fields.Is("noGoCondition").Text("id"),
            fields.Text("statement"),
            fields.Text("source"),
            Call(fields.Mapping("read")),
            Expectation(fields.Mapping("noGoWhen")));
        fields.Done();
        return condition;
    }

    public static Prerequisite Prerequisite(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var prerequisite = new Prerequisite(
            fields.Is("prerequisite").Text("id"),
            fields.Text("statement"),
            fields.Text("source"),
            Call(fields.Mapping("read")),
            Expectation(fields.Mapping("expect")),
            fields.Duration("freshness"));
        fields.Done();
        return prerequisite;
    }

    public static VerificationRead Read(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var read = new VerificationRead(
            new ReadId(fields.Is("verificationRead").Text("id")),
            fields.Text("fact"),
            fields.Text("source"),
            Call(fields.Mapping("read")),
            Expectation(fields.Mapping("expect")),
            fields.OptionalChoice<ReadBinding>("bind") ?? ReadBinding.Value,
            fields.Boolean("settles", otherwise: false));
        fields.Done();
        return read;
    }

    public static GatePolicy? Gate(MappingReader? fields) => fields is null ? null : GateReader.Read(fields);

    public static string Words(DocumentCursor cursor, DocumentNode node, string path)
    {
        cursor.Shapes?.Item(path, new Shape.Text());
        if (node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.String } text }
            && !string.IsNullOrWhiteSpace(text.GetString()))
        {
            return text.GetString()!;
        }

        cursor.Add(ProblemCode.WrongType, path, "This is to be a text.", "Write a sentence.");
        return "none";
    }

    // One operator beside the path.
    private static void NoteOperators(MappingReader fields)
    {
        if (fields.Cursor.Shapes is not { } book)
        {
            return;
        }

        book.Part(fields.Path).FieldCount = 2;
        foreach (var one in Enum.GetValues<ExpectationOperator>())
        {
            fields.Note(
                Name(one),
                one is ExpectationOperator.Exists or ExpectationOperator.Absent
                    ? new Shape.Only(JsonData.Of(true))
                    : new Shape.Anything());
        }
    }

    private static string Name(ExpectationOperator how) => JsonNamingPolicy.CamelCase.ConvertName(how.ToString());
}
