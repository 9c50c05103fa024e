using Activities.Tests.Support;
using DirectedExecution.Activities;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Exceptions;

namespace Activities.Tests.Tools;

public sealed class ToolCallsTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly AuditStore store;
    private readonly Queue<ToolResult> results = new();

    // Reads are taken side by side, in no order.
    private readonly Dictionary<string, ToolResult> answers = new(StringComparer.Ordinal);
    private readonly AnnexFile annex;
    private bool sensitive;
    private bool hasAnnex = true;
    private int runs;

    public ToolCallsTests()
    {
        store = new AuditStore(folder["audit.db"]);
        annex = new AnnexFile(folder["annex.db"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Action_Executed_IsReportedWithTheDigestOfItsOutput()
    {
        var report = await ActAsync(StepClass.Keyed, ToolResult.Executed("done"));

        Assert.Equal(ActionOutcome.Executed, report.Outcome);
        Assert.Equal(JsonData.Of("done").Digest(), report.OutputDigest);
    }

    [Theory]
    [InlineData(StepClass.Transactional)]
    [InlineData(StepClass.Keyed)]
    [InlineData(StepClass.Probed)]
    public async Task Doubt_AboutARepeatableAction_IsTriedAgainAndInTheEndReported(StepClass stepClass)
    {
        var doubt = ToolResult.Unknown(ToolCodes.ReplyLost, "No reply came.");

        var fault = await Assert.ThrowsAsync<ApplicationFailureException>(() => ActAsync(stepClass, doubt));
        var report = await ActAsync(stepClass, doubt, hasTriesLeft: false);

        Assert.Equal((FailureTypes.OutcomeUnknown, false), (fault.ErrorType, fault.NonRetryable));
        Assert.Equal(ActionOutcome.Unknown, report.Outcome);
        Assert.Contains(ToolCodes.ReplyLost, report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubt_AboutAnOpaqueAction_IsReportedAtOnce()
    {
        var report = await ActAsync(StepClass.Opaque, ToolResult.Unknown(ToolCodes.TimedOut, "Stopped."));

        Assert.Equal(ActionOutcome.Unknown, report.Outcome);
    }

    [Fact]
    public async Task OpaqueAction_BegunBefore_IsNeverBegunAgain()
    {
        await ActAsync(StepClass.Opaque, ToolResult.Executed(null));

        var again = await ActAsync(StepClass.Opaque, ToolResult.Executed(null));

        Assert.Equal((ActionOutcome.Unknown, 1), (again.Outcome, runs));
    }

    [Fact]
    public async Task OpaqueAction_WhoseBeginningCannotBeWrittenDown_IsNotBegun()
    {
        await File.WriteAllTextAsync(folder["audit.db"], "this is no database at all, and it is long enough to be read as one");

        var report = await ActAsync(StepClass.Opaque, ToolResult.Executed(null));

        Assert.Equal((ActionOutcome.Failed, 0), (report.Outcome, runs));
    }

    [Fact]
    public async Task Readings_OneOfWhichFails_AreAllGiven()
    {
        answers["first"] = ToolResult.Executed(System.Text.Json.Nodes.JsonNode.Parse("""{"depth": 3}"""));
        answers["second"] = ToolResult.Failed(ToolCodes.NotConnected, "No connection came about.");

        var result = await Calls().ReadAsync(
            new ReadingsRequest(new RunId("run"), new AttemptId("a/1"), 1, [Read("first"), Read("second")]), CancellationToken.None);

        Assert.Equal("""{"depth":3}""", result.Readings[0].Document!.Text);
        Assert.Equal((null, "No connection came about."), (result.Readings[1].Document, result.Readings[1].Error));
    }

    [Fact]
    public async Task SensitiveReading_IsJudgedHere_AndLeavesNoWordOutsideTheAnnex()
    {
        answers["first"] = ToolResult.Executed(System.Text.Json.Nodes.JsonNode.Parse("""{"depth": "canary4711"}"""));
        answers["second"] = ToolResult.Failed(ToolCodes.NotFound, "There is no canary4711.");

        var result = await Calls().ReadAsync(
            new ReadingsRequest(
                new RunId("run"), new AttemptId("a/1"), 1,
                [Sensitive(Read("first")), Sensitive(Read("second"))]),
            CancellationToken.None);

        Assert.Equal(ObservationVerdict.Met, result.Readings[0].Sealed!.Verdict);
        Assert.Equal(
            """{"depth":"canary4711"}""", annex.Read(result.Readings[0].Sealed!.Annex.Id)!.Content!.Text);
        Assert.Contains(ToolCodes.NotFound, result.Readings[1].Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", DomainJson.Serialize(result), StringComparison.Ordinal);
        Assert.False(AuditHolds("canary4711"));
    }

    [Fact]
    public async Task SensitiveAction_IsReportedWithoutItsAnswer_WhichIsInTheAnnex()
    {
        sensitive = true;
        var answer = ToolResult.Executed("canary4711") with { Excerpt = "canary4711", ExitCode = 3 };
        var report = await ActAsync(StepClass.Keyed, answer);
        var failed = await ActAsync(StepClass.Keyed, ToolResult.Failed(ToolCodes.Rejected, "canary4711"));
        var doubt = await Assert.ThrowsAsync<ApplicationFailureException>(
            () => ActAsync(StepClass.Keyed, ToolResult.Unknown(ToolCodes.ReplyLost, "canary4711")));

        Assert.Equal((ActionOutcome.Executed, 3, null), (report.Outcome, report.ExitCode, report.Excerpt));
        Assert.Contains("canary4711", annex.Read(report.Annex!.Id)!.Content!.Text, StringComparison.Ordinal);
        Assert.Contains("canary4711", annex.Read(failed.Annex!.Id)!.Content!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "canary", DomainJson.Serialize(report) + DomainJson.Serialize(failed) + doubt.Message, StringComparison.Ordinal);
        Assert.False(AuditHolds("canary4711"));
    }

    [Fact]
    public async Task SensitiveAction_WhoseAnswerCannotBeKept_StaysDone()
    {
        sensitive = true;
        await File.WriteAllTextAsync(folder["annex.db"], "this is no database at all, and it is long enough to be read as one");

        var report = await ActAsync(StepClass.Keyed, ToolResult.Executed("canary4711"));

        Assert.Equal((ActionOutcome.Executed, null), (report.Outcome, report.Annex));
        Assert.Contains("lost", report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", DomainJson.Serialize(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SensitiveCall_OfAWorkerWithoutAnnex_IsNotMade()
    {
        sensitive = true;
        hasAnnex = false;

        var report = await ActAsync(StepClass.Opaque, ToolResult.Executed(null));
        var readings = await Calls().ReadAsync(
            new ReadingsRequest(
                new RunId("run"), new AttemptId("a/1"), 1, [Sensitive(Read("first"))]),
            CancellationToken.None);

        Assert.Equal((ActionOutcome.Failed, 0), (report.Outcome, runs));
        Assert.Contains("keeps no annex", Assert.Single(readings.Readings).Error, StringComparison.Ordinal);
    }

    private bool AuditHolds(string word) => Directory.EnumerateFiles(folder.Path, "audit.db*").Any(
        file => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0);

    private static VerificationRead Sensitive(VerificationRead read) =>
        read with { Call = read.Call with { Sensitive = true } };

    private static VerificationRead Read(string id) => new(
        new ReadId(id), "depth", id, Call with { Parameters = JsonData.Of(new { read = id }) }, new Expectation("$.depth", ExpectationOperator.Exists), ReadBinding.Value, Settles: false);

    private static ToolCall Call { get; } = new("fake", JsonData.EmptyObject, TimeSpan.FromSeconds(10));

    private Task<ActionReport> ActAsync(StepClass stepClass, ToolResult result, bool hasTriesLeft = true)
    {
        results.Enqueue(result);
        return Calls().ExecuteAsync(
            new ToolActionRequest(new RunId("run"), new AttemptId("a/1"), new StepId("a"), stepClass, Call with { Sensitive = sensitive ? true : null }, "key"),
            hasTriesLeft,
            CancellationToken.None);
    }

    private ToolCalls Calls() => new(
        new ToolRunner([new ScriptedTool(this)], new ToolOptions(), TimeProvider.System),
        new AuditControlTrace(store, TimeProvider.System, NullLogger<AuditControlTrace>.Instance),
        TimeProvider.System,
        hasAnnex ? new AnnexDesk(annex, TimeProvider.System) : null);

    private sealed class ScriptedTool(ToolCallsTests tests) : ITool
    {
        public string Kind => "fake";

        public ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref tests.runs);
            return ValueTask.FromResult(
                (string?)request.Parameters["read"] is { } read ? tests.answers[read] : tests.results.Dequeue());
        }
    }
}
