using System.Text.Json.Nodes;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Documents;

/// <summary>The published schemas and the readers say the same, in both directions.</summary>
public sealed class SchemaTests
{
    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        ["charter"] = DocumentSchemas.Charter,
        ["procedure"] = DocumentSchemas.Procedure,
        ["policy"] = DocumentSchemas.Policy,
        ["rehearsal"] = DocumentSchemas.Rehearsal,
    };

    private static readonly SchemaValidator Charter = new(DocumentSchemas.Charter);

    private static readonly SchemaValidator Procedure = new(DocumentSchemas.Procedure);

    private static readonly SchemaValidator Policy = new(DocumentSchemas.Policy);

    public static TheoryData<string> Kinds => new(Schemas.Keys);

    public static TheoryData<string> Documents =>
    [
        "charter", "procedure", "full charter", "full procedure", "full policy", "example charter", "example procedure",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_AsPublished_IsTheOneThatTheReadersMake(string name)
    {
        var file = Path.Combine(Checkout.Root, "docs", "reference", "schemas", $"{name}.schema.json");

        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == Schemas[name],
            $"{file} is out of date: directed {name} schema > {file}");
    }

    [Fact]
    public void Documents_ThatSayEverything_AreReadAndUseEveryFieldOfTheSchema()
    {
        Assert.Empty(RunDocuments.Read(Source("charter", FullDocuments.Charter()), Source("procedure", FullDocuments.Procedure()))
            .Problems);
        Assert.Empty(Charter.Fields().Except(Charter.FieldsIn(FullDocuments.Charter())).Except(["procedureReference.digest"]));
        Assert.Empty(Procedure.Fields().Except(Procedure.FieldsIn(FullDocuments.Procedure())));
        Assert.Empty(Problems(FullDocuments.Policy(), "policy"));
        Assert.Empty(Policy.Fields().Except(Policy.FieldsIn(FullDocuments.Policy())));
    }

    [Fact]
    public void Schema_SaysAWordAboutEveryField() => Assert.All(
        Schemas.Values.SelectMany(schema => Parts(JsonNode.Parse(schema)!)),
        part => Assert.All(part["properties"]!.AsObject(), field =>
            Assert.False(string.IsNullOrEmpty((string?)field.Value!["description"]), field.Key)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Page_NamesEveryField(string name)
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reference", $"{name}.md"));
        var schema = JsonNode.Parse(Schemas[name])!;

        // Parts that several have stand on the page of the charter, or of the procedure.
        string[] shared = name switch
        {
            "charter" => ["expectation"],
            "procedure" => ["expectation", "toolCall", "noGoCondition"],
            "rehearsal" => ["procedureReference"],
            _ => ["gate", "quorum", "ladder", "cost"],
        };
        foreach (var (part, definition) in schema["$defs"]!.AsObject().Where(one => !shared.Contains(one.Key))
            .Append(new(name, schema)))
        {
            Assert.All(
                definition!["properties"]!.AsObject(),
                field => Assert.True(
                    page.Contains($"| `{field.Key}` |", StringComparison.Ordinal), $"{part}.{field.Key}"));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_ChangedAnywhere_IsRefusedByBothOrByNeither(string name)
    {
        var whole = Load(name);
        var kind = name.Split(' ')[^1];
        var validator = new SchemaValidator(Schemas[kind]);
        Assert.Null(validator.Break(whole));
        var refused = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var changed = whole.DeepClone().AsObject();
                var how = DocumentChange.Make(changed, new Random(seed));
                var problems = Problems(changed, kind);
                var broken = validator.Break(changed);
                refused += broken is null ? 0 : 1;
                Assert.True(
                    broken is null == problems.IsEmpty,
                    $"{how}: the schema says {broken ?? "right"}; the reader says {problems}");
            }));

        Assert.True(refused > 10, "Hardly any change broke the form: the property says nothing.");
    }

    [Fact]
    public void Problems_OfAHopelessDocument_AreBounded()
    {
        var root = new JsonObject();
        for (var index = 0; index < 500; index++)
        {
            root[$"field{index}"] = index;
        }

        var problems = ProcedureReader.Read(Source("p", root).Root, "p.json").Problems;

        Assert.Equal(101, problems.Count);
        Assert.Equal(ProblemCode.MoreProblems, problems[^1].Code);
        Assert.Contains("403 more problems", problems[^1].Sentence, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Parts(JsonNode schema) =>
        schema["$defs"]!.AsObject().Select(one => one.Value!).Prepend(schema);

    /// <summary>What the reader itself says, without lint: its form alone.</summary>
    private static ValueList<Problem> Problems(JsonObject document, string kind)
    {
        var source = Source(kind, document);
        var cursor = new DocumentCursor(source, kind);
        switch (kind)
        {
            case "charter":
                CharterReader.Read(cursor, source.Root);
                break;
            case "procedure":
                ProcedureReader.Read(cursor, source.Root);
                break;
            default:
                PolicyReader.Read(cursor, source.Root, zones: _ => [new ZoneOffset(DateTimeOffset.MinValue, TimeSpan.Zero)]);
                break;
        }

        // That an allowed value is of the argument's type is beyond a schema.
        return cursor.Problems.RemoveAll(problem => problem.Field.EndsWith("].allowed", StringComparison.Ordinal)
            && problem.Sentence.Contains(" is no ", StringComparison.Ordinal));
    }

    private static DocumentSource Source(string name, JsonObject document) =>
        new($"{name}.json", JsonDocumentReader.Read(document.ToJsonString(), $"{name}.json").Value!);

    private static JsonObject Load(string name) => name switch
    {
        "charter" => JsonNode.Parse(SampleDocuments.Charter)!.AsObject(),
        "procedure" => JsonNode.Parse(SampleDocuments.Procedure)!.AsObject(),
        "full charter" => FullDocuments.Charter(),
        "full procedure" => FullDocuments.Procedure(),
        "full policy" => FullDocuments.Policy(),
        "example charter" => DocumentWriter.Write(Sample.Charter),
        _ => DocumentWriter.Write(LanedSample.Procedure),
    };
}
