using System.Text.Json.Nodes;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Activities.Rehearsals;

/// <summary>
/// Answers calls from what they bring along, in the time that it takes, and keeps the trace as a tool's call.
/// </summary>
public sealed class RehearsedCalls(IControlTrace trace, TimeProvider time)
{
    private const string Code = "rehearsed";

    public async Task<ActionReport> ActAsync(RehearsedActionRequest request, CancellationToken cancellationToken)
    {
        var answer = request.Answer;
        var startedAt = time.GetUtcNow();
        await WaitAsync(answer.Delay, cancellationToken);
        var finishedAt = time.GetUtcNow();
        await trace.KeepAsync(new TraceEntry(
            request.Run, request.Attempt, "rehearsed action", request.Call, ResultOf(answer), startedAt, finishedAt));
        return new ActionReport(answer.Outcome, answer.Summary, startedAt, finishedAt, answer.ExitCode);
    }

    public async Task<ReadingsResult> ReadAsync(RehearsedReadingsRequest request, CancellationToken cancellationToken)
    {
        var readings = await Task.WhenAll(request.Reads.Select(read => TakeAsync(request, read, cancellationToken)));
        return new ReadingsResult([.. readings]);
    }

    private async Task<Reading> TakeAsync(
        RehearsedReadingsRequest request, VerificationRead read, CancellationToken cancellationToken)
    {
        var answer = request.Answers.FirstOrDefault(one => one.Read == read.Id)
            ?? new RehearsedReading(read.Id, Error: $"The call of {read.Id} brings no answer along.");
        var startedAt = time.GetUtcNow();
        await WaitAsync(answer.Delay, cancellationToken);
        var finishedAt = time.GetUtcNow();
        await trace.KeepAsync(new TraceEntry(
            request.Run, request.Attempt, $"rehearsed read {read.Id}", read.Call, ResultOf(answer), startedAt,
            finishedAt));
        return new Reading(read.Id, finishedAt - (answer.Age ?? TimeSpan.Zero), answer.Document, answer.Error);
    }

    private Task WaitAsync(TimeSpan? delay, CancellationToken cancellationToken) =>
        delay is { } some ? Task.Delay(some, time, cancellationToken) : Task.CompletedTask;

    private static ToolResult ResultOf(RehearsedReport answer) => answer.Outcome switch
    {
        ActionOutcome.Executed => ToolResult.Executed(null) with { ExitCode = answer.ExitCode },
        ActionOutcome.Failed => ToolResult.Failed(Code, answer.Summary) with { ExitCode = answer.ExitCode },
        _ => ToolResult.Unknown(Code, answer.Summary) with { ExitCode = answer.ExitCode },
    };

    private static ToolResult ResultOf(RehearsedReading answer) => answer.Document is { } document
        ? ToolResult.Executed(JsonNode.Parse(document.Text))
        : ToolResult.Failed(Code, answer.Error ?? "The script says nothing.");
}
