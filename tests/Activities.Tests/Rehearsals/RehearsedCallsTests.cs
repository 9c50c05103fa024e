using System.Collections.Concurrent;
using DirectedExecution.Activities;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Rehearsals;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;

namespace Activities.Tests.Rehearsals;

/// <summary>What stands in the place of the tools answers what it is given, and leads to no tool.</summary>
public sealed class RehearsedCallsTests
{
    private static readonly ToolCall Call = new("file", JsonData.Parse("""{"path":"a"}"""), TimeSpan.FromSeconds(5));

    private readonly KeptTrace trace = new();

    [Fact]
    public void Activities_OfARehearsal_CannotReachATool()
    {
        var reached = new HashSet<Type>();
        var waiting = new Queue<Type>([typeof(RehearsalActivities)]);
        while (waiting.TryDequeue(out var type))
        {
            foreach (var needed in type.GetConstructors().SelectMany(one => one.GetParameters()).Select(one => one.ParameterType)
                .Where(reached.Add))
            {
                waiting.Enqueue(needed);
            }
        }

        Assert.DoesNotContain(typeof(ToolRunner), reached);
        Assert.DoesNotContain(typeof(ToolCalls), reached);
        Assert.DoesNotContain(reached, type => typeof(ITool).IsAssignableFrom(type));
    }

    [Theory]
    [InlineData(ActionOutcome.Executed, ToolOutcome.Executed)]
    [InlineData(ActionOutcome.Failed, ToolOutcome.Failed)]
    [InlineData(ActionOutcome.Unknown, ToolOutcome.Unknown)]
    public async Task Action_IsReportedAsTheScriptSays_AndKeptInTheTrace(ActionOutcome outcome, ToolOutcome kept)
    {
        var report = await new RehearsedCalls(trace, TimeProvider.System).ActAsync(
            new RehearsedActionRequest(
                new("run"), new("a.1"), new("a"), Call, new RehearsedReport(outcome, "So it went.", 3)),
            CancellationToken.None);

        Assert.Equal((outcome, "So it went.", 3), (report.Outcome, report.Summary, report.ExitCode));
        var entry = Assert.Single(trace.Entries);
        Assert.Equal(("rehearsed action", kept), (entry.What, entry.Result.Outcome));
    }

    [Fact]
    public async Task Readings_AreThoseThatTheCallBringsAlong_AndWhatIsMissingIsUnreadable()
    {
        var reads = new[] { "here", "away", "old", "missing" }.Select(id => new VerificationRead(
            new ReadId(id), id, "sensor", Call, new Expectation("$.a", ExpectationOperator.Exists), ReadBinding.Value,
            Settles: false)).ToValueList();
        var before = DateTimeOffset.UtcNow;

        var result = await new RehearsedCalls(trace, TimeProvider.System).ReadAsync(
            new RehearsedReadingsRequest(new("run"), new("a.1"), 1, reads,
            [
                new RehearsedReading(new("here"), JsonData.Parse("""{"a":1}"""), Delay: TimeSpan.FromMilliseconds(30)),
                new RehearsedReading(new("away"), Error: "no connection"),
                new RehearsedReading(new("old"), JsonData.Parse("""{"a":2}"""), Age: TimeSpan.FromHours(1)),
            ]),
            CancellationToken.None);

        Assert.Equal(reads.Select(read => read.Id), result.Readings.Select(reading => reading.Read));
        Assert.Equal("""{"a":1}""", result.Readings[0].Document!.Text);
        Assert.True(result.Readings[0].TakenAt >= before);
        Assert.Equal("no connection", result.Readings[1].Error);
        Assert.True(result.Readings[2].TakenAt < before);
        Assert.Contains("brings no answer", result.Readings[3].Error, StringComparison.Ordinal);
        Assert.Equal(4, trace.Entries.Count);
    }

    /// <summary>A trace in memory.</summary>
    private sealed class KeptTrace : IControlTrace
    {
        public ConcurrentBag<TraceEntry> Entries { get; } = [];

        public Task<bool> TryBeginOnceAsync(ToolActionRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(true);

        public Task KeepAsync(TraceEntry entry)
        {
            Entries.Add(entry);
            return Task.CompletedTask;
        }
    }
}
