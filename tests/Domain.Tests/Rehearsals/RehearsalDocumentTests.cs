using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Rehearsals;

/// <summary>Rehearsal scripts as documents: read, judged, drafted, written.</summary>
public sealed class RehearsalDocumentTests
{
    private static readonly Procedure Procedure = GateSample.Everywhere;

    private static readonly RunDocuments Documents = new(RehearsedRun.Charter, Procedure);

    [Fact]
    public void Draft_OfAProcedure_IsCleanLeavesNoGapAndReadsBackAsTheSame()
    {
        var draft = RehearsedRun.Smooth(Procedure);

        Assert.Empty(RehearsalLint.Check(draft, RehearsedRun.Charter, Procedure));
        Assert.Empty(RehearsalGaps.Of(draft, RehearsedRun.Charter, Procedure));
        Assert.Null(new SchemaValidator(DocumentSchemas.Rehearsal).Break(RehearsalWriter.Write(draft)));
        var again = Read(RehearsalWriter.Write(draft).ToJsonString());
        Assert.Empty(again.Problems);
        Assert.Equal(draft, again.Value);
    }

    [Fact]
    public void Script_WithoutAnswers_IsNoProblemAndSaysWhatIsMissing()
    {
        var script = RehearsedRun.Smooth(Procedure) with { Steps = [RehearsedRun.Smooth(Procedure).Steps[0] with { Action = null, After = [] }] };

        Assert.Empty(RehearsalLint.Check(script, RehearsedRun.Charter, Procedure));
        var gaps = RehearsalGaps.Of(script, RehearsedRun.Charter, Procedure);
        Assert.Equal(Procedure.Steps.Count, gaps.Count);
        Assert.Contains("drain: no answer for the action, after after", gaps);
    }

    [Theory]
    [InlineData("""{"procedure":{"id":"orders-recovery","version":"2.0"}}""", ProblemCode.ProcedureMismatch, "procedure")]
    [InlineData("""{"steps":[{"step":"drai"}]}""", ProblemCode.UnknownStep, "Did you mean \"drain\"")]
    [InlineData("""{"steps":[{"step":"drain","before":[{"read":"befor","document":{}}]}]}""", ProblemCode.BadReference, "Did you mean \"before\"")]
    [InlineData("""{"steps":[{"step":"drain","before":[{"read":"before"}]}]}""", ProblemCode.BadValue, "either a document or unreadable")]
    [InlineData("""{"steps":[{"step":"drain","before":[{"read":"before","document":{},"unreadable":"x"}]}]}""", ProblemCode.BadValue, "either a document or unreadable")]
    [InlineData("""{"steps":[{"step":"drain","after":[{"read":"after","document":{"a":"{{args.limit}}"}}]}]}""", ProblemCode.BadReference, "{{args.limit}}")]
    [InlineData("""{"steps":[{"step":"restart","reversal":{}}]}""", ProblemCode.BadReference, "has no reversal")]
    [InlineData("""{"steps":[{"step":"drain"},{"step":"drain"}]}""", ProblemCode.DuplicateId, "stands twice")]
    [InlineData("""{"steps":[{"step":"drain","attempt":0}]}""", ProblemCode.BadValue, "counted from 1")]
    [InlineData("""{"steps":[{"step":"drain","action":{"outcome":"executed","delay":"1h"}}]}""", ProblemCode.BadValue, "10 minutes")]
    [InlineData("""{"steps":[{"step":"drain","action":{"outcome":"done"}}]}""", ProblemCode.BadValue, "executed, failed, unknown")]
    [InlineData("""{"steps":[{"step":"drain","gates":[{"right":"deny","because":"x","placement":"escalation"}]}]}""", ProblemCode.BadValue, "escalation")]
    [InlineData("""{"steps":[{"step":"drain","gates":[{"right":"deny","because":"x","placement":"checkpoint"}]}]}""", ProblemCode.BadReference, "no such gate")]
    [InlineData("""{"standing":[{"read":"no-go:freeze","document":{}}]}""", ProblemCode.BadReference, "Nothing is read")]
    [InlineData("""{"stps":[]}""", ProblemCode.UnknownField, "Did you mean \"steps\"")]
    public void Script_ThatIsWrong_IsRefusedWithItsPlaceAndTheFix(string json, ProblemCode code, string words)
    {
        var whole = """{"id":"drill","procedure":{"id":"orders-recovery","version":"1.0"}}""";
        var merged = System.Text.Json.Nodes.JsonNode.Parse(whole)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject())
        {
            merged[name] = value?.DeepClone();
        }

        var problem = Read(merged.ToJsonString()).Problems[0];

        Assert.Equal(code, problem.Code);
        Assert.Contains(words, problem.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
    }

    [Theory]
    [InlineData(ExpectationOperator.Equals, "\"open\"")]
    [InlineData(ExpectationOperator.Equals, "3")]
    [InlineData(ExpectationOperator.NotEquals, "true")]
    [InlineData(ExpectationOperator.NotEquals, "\"open\"")]
    [InlineData(ExpectationOperator.LessThan, "5")]
    [InlineData(ExpectationOperator.AtMost, "5")]
    [InlineData(ExpectationOperator.GreaterThan, "5")]
    [InlineData(ExpectationOperator.AtLeast, "5")]
    [InlineData(ExpectationOperator.Contains, "\"part\"")]
    [InlineData(ExpectationOperator.Contains, "4")]
    [InlineData(ExpectationOperator.NotContains, "\"part\"")]
    [InlineData(ExpectationOperator.OneOf, "[\"a\",\"b\"]")]
    [InlineData(ExpectationOperator.Exists, null)]
    [InlineData(ExpectationOperator.Absent, null)]
    public void Sample_OfAnExpectation_MeetsIt_AndTheOneAgainstItDoesNot(ExpectationOperator how, string? value)
    {
        foreach (var path in new[] { "$.queue.depth", "rows[1].n", "$['a b']" })
        {
            var expectation = new Expectation(path, how, value is null ? null : JsonData.Parse(value));

            Assert.Equal(
                ObservationVerdict.Met,
                ExpectationJudge.Judge(expectation, DocumentSamples.For(expectation)!.Element).Verdict);
            Assert.Equal(
                ObservationVerdict.NotMet,
                ExpectationJudge.Judge(expectation, DocumentSamples.Against(expectation)!.Element).Verdict);
        }
    }

    [Fact]
    public void Sample_OfWhatCannotBeMadeUp_IsNone()
    {
        var pattern = new Expectation("$.a", ExpectationOperator.Matches, JsonData.Of("^x+$"));
        var reference = new Expectation("$.a", ExpectationOperator.LessThan, JsonData.Of("{{args.limit}}"));

        Assert.Null(DocumentSamples.For(pattern));
        Assert.Null(DocumentSamples.For(reference));
    }

    private static DocumentResult<Rehearsal> Read(string json) => RehearsalReader.Read(
        JsonDocumentReader.Read(json, "r.json").Value!, "r.json", Documents);
}
