using System.Text.Json.Nodes;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using Domain.Tests.Support;

namespace Domain.Tests.Documents;

public sealed class DocumentTests
{
    private const string Charter = SampleDocuments.Charter;
    private const string Procedure = SampleDocuments.Procedure;

    public static TheoryData<string, string?, ProblemCode, string, string> CharterProblems => new()
    {
        { "lead", "7", ProblemCode.WrongType, "lead", "is to be a text; it is the number 7" },
        { "lead", null, ProblemCode.MissingField, "lead", "is missing" },
        { "lead", "\"\"", ProblemCode.WrongType, "lead", "an empty text" },
        { "lead", "\"Ana Smith\"", ProblemCode.BadValue, "lead", "no name" },
        { "leed", "\"ana\"", ProblemCode.UnknownField, "leed", "Did you mean \"lead\"?" },
        { "mode", "\"alive\"", ProblemCode.BadValue, "mode", "Did you mean \"live\"?" },
        { "targets", "{}", ProblemCode.WrongType, "targets", "is to be a list" },
        { "targets", "[]", ProblemCode.MissingField, "targets", "empty" },
        { "targets[0].id", "\"Orders!\"", ProblemCode.BadValue, "targets[0].id", "no id" },
        { "boundaries[0].crossedWhen", "[]", ProblemCode.BadValue, "boundaries[0].crossedWhen", "everything" },
        { "boundaries[0].observed", """{"source":"s","read":{"tool":"http","timeout":"5s","parameters":{"u":"{{x}}"}},"crossedWhen":{"path":"$.a","equals":1}}""",
            ProblemCode.NotSupported, "boundaries[0].observed.read.parameters", "belongs to no step" },
        { "boundaries[0].crossedWhen[0].path", "\"$..x\"", ProblemCode.BadExpectation,
            "boundaries[0].crossedWhen[0].path", "cannot be read" },
        { "boundaries[0].crossedWhen[0].atLeast", "\"x\"", ProblemCode.BadExpectation,
            "boundaries[0].crossedWhen[0].atLeast", "a number" },
        { "boundaries[0].crossedWhen[0].atMost", "3", ProblemCode.BadExpectation, "boundaries[0].crossedWhen[0]",
            "this one has 2" },
        { "boundaries[0].clearedBy", "[\"ana\"]", ProblemCode.NoIndependentPerson, "boundaries[0].clearedBy", "lead" },
        { "roles.takeoverAuthority", "[\"ana\",\"ben\"]", ProblemCode.NoIndependentPerson, "roles.takeoverAuthority",
            "approves" },
        { "roles.approvers", "[\"ben\",\"ben\"]", ProblemCode.DuplicateId, "roles.approvers[1]", "twice" },
        { "procedure.version", "2", ProblemCode.WrongType, "procedure.version", "number 2" },
        { "procedure.version", "\"2.0\"", ProblemCode.ProcedureMismatch, "procedure", "1.0" },
        { "schemaVersion", "2", ProblemCode.NotSupported, "schemaVersion", "reads version 1" },
        { "schemaVersion", "1.5", ProblemCode.WrongType, "schemaVersion", "a whole number" },
        { "procedure.digest", "\"sha256:00\"", ProblemCode.ProcedureMismatch, "procedure", "pins" },
    };

    public static TheoryData<string, string?, ProblemCode, string, string> ProcedureProblems => new()
    {
        { "steps[0].class", "\"keyd\"", ProblemCode.BadValue, "steps[0].class", "Did you mean \"keyed\"?" },
        { "schemaVersion", "\"1\"", ProblemCode.WrongType, "schemaVersion", "a number" },
        { "steps[0].riskFactors", """{"reversibility":"none"}""", ProblemCode.BadValue,
            "steps[0].riskFactors.reversibility", "\"none\" is not known here" },
        { "steps[1].riskFactors", """{"reversibility":"reversible"}""", ProblemCode.BadValue,
            "steps[1].riskFactors.reversibility", "no reversal" },
        { "steps[0].riskFactors", """{"reversibleIn":"0s"}""", ProblemCode.BadValue,
            "steps[0].riskFactors.reversibleIn", "zero" },
        { "steps[0].riskFactors", """{"cost":{"amount":-1,"currency":"EUR"}}""", ProblemCode.BadValue,
            "steps[0].riskFactors.cost.amount", "less than nothing" },
        { "steps[0].riskFactors", """{"cost":{"amount":1,"currency":"euro"}}""", ProblemCode.BadValue,
            "steps[0].riskFactors.cost.currency", "no currency" },
        { "steps[0].riskFactors", """{"cost":{"currency":"EUR"}}""", ProblemCode.MissingField,
            "steps[0].riskFactors.cost.amount", "missing" },
        { "steps[0].agreement", """[{"fact":"queue dept","rule":"all"}]""", ProblemCode.BadValue,
            "steps[0].agreement[0].fact", "Did you mean \"queue depth\"?" },
        { "steps[0].agreement", """[{"fact":"queue depth","rule":"majority"}]""", ProblemCode.BadValue,
            "steps[0].agreement[0].rule", "fewer than three" },
        { "steps[0].agreement", """[{"fact":"queue depth","rule":"atLeast"}]""", ProblemCode.BadValue,
            "steps[0].agreement[0].count", "goes with the rule atLeast" },
        { "steps[0].agreement", """[{"fact":"queue depth","rule":"atLeast","count":2}]""", ProblemCode.BadValue,
            "steps[0].agreement[0].count", "2 of 1" },
        { "steps[0].agreement", """[{"fact":"queue depth","rule":"all","tolerance":-1}]""", ProblemCode.BadValue,
            "steps[0].agreement[0].tolerance", "never negative" },
        { "prerequisites", Prerequisite("{{args.queue}}"), ProblemCode.BadReference,
            "prerequisites[0].read.parameters", "targets only" },
        { "prerequisites", Prerequisite("x", "0s"), ProblemCode.BadValue, "prerequisites[0].freshness", "zero" },
        { "lanes", """[{"id":"data","title":"Data"}]""", ProblemCode.UnknownLane, "lanes[0].id", "No step is in" },
        { "steps[0].lane", "\"data\"", ProblemCode.UnknownLane, "steps[0].lane", "no lane data" },
        { "steps[0].when", """{"decision":"go"}""", ProblemCode.UnknownDecisionPoint, "steps[0].when.decision",
            "no decision point go" },
        { "decisionPoints", Point(""), ProblemCode.MissingField, "decisionPoints[0].requires", "Nothing comes before" },
        { "decisionPoints", Point("\"draine\""), ProblemCode.UnknownStep, "decisionPoints[0].requires[0]",
            "Did you mean \"drain\"?" },
        { "decisionPoints", Point("\"drain\"", lane: "data"), ProblemCode.UnknownLane, "decisionPoints[0].lanes[0]",
            "no lane data" },
        { "decisionPoints", Point("\"drain\"", null, null, "a"), ProblemCode.BadValue, "decisionPoints[0].options",
            "nothing to decide" },
        { "decisionPoints", Point("\"drain\"", decider: "zoe"), ProblemCode.UnknownPerson,
            "decisionPoints[0].deciders[0]", "no role" },
        { "steps[0].before", "[]", ProblemCode.MissingVerification, "steps[0].before", "Nothing is read before" },
        { "steps[0].after", null, ProblemCode.MissingVerification, "steps[0].after", "Nothing is read after" },
        { "steps[0].after[0].expect.equals", null, ProblemCode.BadExpectation, "steps[0].after[0].expect",
            "one operator" },
        { "steps[0].after[0].expect.equal", "1", ProblemCode.UnknownField, "steps[0].after[0].expect.equal",
            "Did you mean \"equals\"?" },
        { "steps[0].action.timeout", "\"soon\"", ProblemCode.WrongType, "steps[0].action.timeout", "a time" },
        { "steps[0].action.timeout", "30", ProblemCode.WrongType, "steps[0].action.timeout", "a time" },
        { "steps[0].action.timeout", "\"0s\"", ProblemCode.BadValue, "steps[0].action.timeout", "zero" },
        { "steps[0].action.parameters", "[]", ProblemCode.WrongType, "steps[0].action.parameters", "no mapping" },
        { "steps[0].action.parameters.url", "\"{{targets.orders.uri}}\"", ProblemCode.BadReference,
            "steps[0].action.parameters", "orders.uri" },
        { "steps[0].action.parameters.url", "\"{{args.limit}}\"", ProblemCode.BadReference,
            "steps[0].action.parameters", "args.limit" },
        { "steps[0].targets", "[\"payments\"]", ProblemCode.OutsideScope, "steps[0].targets[0]",
            "not in the charter's scope" },
        { "steps[0].reversal", null, ProblemCode.MissingReversal, "steps[0]", "irreversible" },
        { "steps[0].requires", "[\"restart\"]", ProblemCode.UnknownStep, "steps[0].requires[0]", "before drain" },
        { "steps[1].id", "\"drain\"", ProblemCode.DuplicateId, "steps[1].id", "twice" },
        { "steps[1].gate", null, ProblemCode.IrreversibleWithoutGate, "steps[1]", "no gate" },
        { "steps[1].gate.approvers", "[]", ProblemCode.GateIncomplete, "steps[1].gate.approvers", "Nobody" },
        { "steps[1].gate.approvers", "[\"bem\"]", ProblemCode.UnknownPerson, "steps[1].gate.approvers[0]",
            "Did you mean \"ben\"?" },
        { "steps[1].risk", null, ProblemCode.GateIncomplete, "steps[1].gate", "risk" },
        { "steps[1].after[0].settles", "true", ProblemCode.BadValue, "steps[1].after[0].settles", "Only a read after" },
        { "steps[1].after[0].settles", "\"yes\"", ProblemCode.WrongType, "steps[1].after[0].settles", "true or false" },
        { "steps", "[]", ProblemCode.MissingField, "steps", "no step" },
        { "steps[0]", "\"drain\"", ProblemCode.WrongType, "steps[0]", "is to be a mapping" },
    };

    [Fact]
    public void Documents_ThatAreRight_AreReadAndOpenARun()
    {
        var result = Read(Charter, Procedure);

        Assert.Empty(result.Problems);
        var advance = RunJournal.Advance(
            RunState.NotOpened,
            new RunInput.OpenRun(new RunId("r"), result.Value!.Charter, result.Value.Procedure),
            Sample.Start);
        Assert.Equal(RunStatus.AwaitingConfirmation, advance.State.Status);
    }

    [Theory]
    [MemberData(nameof(CharterProblems))]
    public void Charter_WithAProblem_SaysWhichAndWhere(
        string path, string? value, ProblemCode code, string field, string words) =>
        Expect(Read(Edit(Charter, path, value), Procedure), "charter.json", code, field, words);

    [Theory]
    [MemberData(nameof(ProcedureProblems))]
    public void Procedure_WithAProblem_SaysWhichAndWhere(
        string path, string? value, ProblemCode code, string field, string words) =>
        Expect(Read(Charter, Edit(Procedure, path, value)), "procedure.json", code, field, words);

    [Fact]
    public void Gate_ThatOnlyTheLeadCouldPass_IsAProblem()
    {
        var charter = Edit(Charter, "roles.approvers", "[\"ana\",\"ben\"]");
        var procedure = Edit(Procedure, "steps[1].gate.approvers", "[\"ana\"]");

        Expect(
            Read(charter, procedure), "procedure.json", ProblemCode.NoIndependentPerson, "steps[1].gate.approvers",
            "the lead may not");
    }

    [Fact]
    public void Problem_StandsAtTheLineAndColumnOfItsField()
    {
        const string json = "{\n  \"id\": \"x\",\n  \"ttle\": 3\n}";

        var problems = ProcedureReader.Read(JsonDocumentReader.Read(json, "p.json").Value!, "p.json").Problems;

        var unknown = Assert.Single(problems, problem => problem.Code == ProblemCode.UnknownField);
        Assert.Equal((3, 3), (unknown.Line, unknown.Column));
        Assert.StartsWith("p.json:3:3: ttle: ", unknown.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"title\"", unknown.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, problems.Count(problem => problem is { Code: ProblemCode.MissingField, Line: 1 }));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"a\": }", 2)]
    [InlineData("{} {}", 1)]
    public void Json_ThatIsNone_IsOneProblemWithItsPlace(string json, int line)
    {
        var problem = Assert.Single(JsonDocumentReader.Read(json, "x.json").Problems);

        Assert.Equal(ProblemCode.Unreadable, problem.Code);
        Assert.Equal(line, problem.Line);
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30.0)]
    [InlineData("5m", 300.0)]
    [InlineData("2h", 7200.0)]
    [InlineData("1d", 86400.0)]
    [InlineData("1.5h", null)]
    [InlineData("-3s", null)]
    [InlineData("s", null)]
    [InlineData("99999999d", null)]
    public void Time_AsPeopleWriteIt_IsReadOrNone(string text, double? seconds) =>
        Assert.Equal(seconds, Durations.Parse(text)?.TotalSeconds);

    [Fact]
    public void Opening_WithABadProcedure_IsRefusedWithoutTheReaderToo()
    {
        var procedure = Sample.Procedure with { Steps = Sample.Procedure.Steps.Replace(_ =>
            true, step => step with { After = [] }) };

        var advance = RunJournal.Advance(
            RunState.NotOpened, new RunInput.OpenRun(new RunId("r"), Sample.Charter, procedure), Sample.Start);

        var refused = Assert.IsType<RunFact.OpeningRefused>(Assert.Single(advance.Entries).Fact);
        Assert.Equal(RefusalCode.InvalidDocument, refused.Refusal.Code);
        Assert.Equal(RunStatus.NotOpened, advance.State.Status);
    }

    [Fact]
    public void DecisionPoint_ThatRequiresWhatComesAfterIt_IsAProblem()
    {
        var procedure = Edit(
            Edit(Procedure, "decisionPoints", Point("\"restart\"")), "steps[0].when", """{"decision":"go"}""");

        Expect(
            Read(Charter, procedure), "procedure.json", ProblemCode.BadReference, "decisionPoints[0].requires[0]",
            "neither could ever be first");
    }

    private static string Prerequisite(string url, string freshness = "1m") =>
        $$"""
        [{
          "id": "backup", "statement": "It is whole.", "source": "backups", "freshness": "{{freshness}}",
          "read": { "tool": "http", "timeout": "5s", "parameters": { "url": "{{url}}" } },
          "expect": { "path": "$.ok", "equals": true }
        }]
        """;

    private static string Point(
        string requires, string? lane = null, string? decider = null, params string[] options) =>
        $$"""
        [{
          "id": "go", "question": "Go on?", "requires": [{{requires}}],
          "lanes": [{{(lane is null ? string.Empty : $"\"{lane}\"")}}],
          "deciders": [{{(decider is null ? string.Empty : $"\"{decider}\"")}}],
          "options": [{{string.Join(",", (options is [] ? ["a", "b"] : options).Select(one =>
              $$"""{"id":"{{one}}","statement":"Do {{one}}."}"""))}}]
        }]
        """;

    private static DocumentResult<RunDocuments> Read(string charter, string procedure) => RunDocuments.Read(
        new DocumentSource("charter.json", JsonDocumentReader.Read(charter, "charter.json").Value!),
        new DocumentSource("procedure.json", JsonDocumentReader.Read(procedure, "procedure.json").Value!));

    private static void Expect(
        DocumentResult<RunDocuments> result, string file, ProblemCode code, string field, string words)
    {
        Assert.Null(result.Value);
        Assert.Contains(result.Problems, problem =>
            problem.File == file && problem.Code == code && problem.Field == field
            && problem.Sentence.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Sets, or with null takes away, the value at a path.</summary>
    private static string Edit(string json, string path, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var node = root;
        foreach (var part in parts[..^1])
        {
            node = part[0] == '['
                ? node[int.Parse(part[1..^1], System.Globalization.CultureInfo.InvariantCulture)]!
                : node[part]!;
        }

        var last = parts[^1];
        if (last[0] == '[')
        {
            node[int.Parse(last[1..^1], System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(value!);
        }
        else if (value is null)
        {
            node.AsObject().Remove(last);
        }
        else
        {
            node[last] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }

    [Fact]
    public void RiskFactors_AreReadAsTheyStand_AndLeftOutMeansNotSaid()
    {
        var root = JsonNode.Parse(Procedure)!;
        root["schemaVersion"] = 1;
        root["steps"]![0]!["riskFactors"] = JsonNode.Parse(
            """
            {
              "reversibility": "costly", "reversibleIn": "10m", "blastRadius": "service",
              "cost": { "amount": 12.5, "currency": "EUR" }, "sensitivity": "personal",
              "environment": "production", "externalParties": [], "deletes": true
            }
            """);

        var procedure = ProcedureReader.Read(
            JsonDocumentReader.Read(root.ToJsonString(), "p.json").Value!, "p.json").Value!;

        Assert.Equal(1, procedure.SchemaVersion);
        Assert.Equal(
            new RiskFactors(
                Reversibility.Costly, TimeSpan.FromMinutes(10), BlastRadius.Service, new Money(12.5m, "EUR"),
                Sensitivity.Personal, "production", [], Deletes: true),
            procedure.Steps[0].RiskFactors);
        Assert.Null(procedure.Steps[1].RiskFactors);
        Assert.DoesNotContain("riskFactors", CanonicalJson.Serialize(procedure.Steps[1]), StringComparison.Ordinal);
    }
}
