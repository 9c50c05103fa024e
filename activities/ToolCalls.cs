using System.Text.Json.Nodes;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Exceptions;

namespace DirectedExecution.Activities;

/// <summary>What the activities do, apart from being activities: calls of tools become reports and readings.</summary>
public sealed class ToolCalls(ToolRunner runner, IControlTrace trace, TimeProvider time, AnnexDesk? annex = null)
{
    private const string NoAnnex = "The call is sensitive, and this worker keeps no annex.";

    /// <summary>
    /// Runs an action. A doubt about a repeatable one is thrown while tries are left; the last word is a report.
    /// </summary>
    public async Task<ActionReport> ExecuteAsync(
        ToolActionRequest request,
        bool hasTriesLeft,
        CancellationToken cancellationToken)
    {
        if (request.Call.Sensitive == true && annex is null)
        {
            return new ActionReport(ActionOutcome.Failed, $"{ToolCodes.NotAllowed}: {NoAnnex}");
        }

        if (request.Class == StepClass.Opaque && await RefuseOpaqueAsync(request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var (result, startedAt, finishedAt) = await CallAsync(
            request.Run, request.Attempt, "action", request.Call, request.IdempotencyKey, cancellationToken);
        if (request.Class != StepClass.Opaque && result.Outcome == ToolOutcome.Unknown && hasTriesLeft
            && result.Code != ToolCodes.AwaitsPerson)
        {
            throw new ApplicationFailureException(
                Summary(Shown(request.Call, result)), errorType: FailureTypes.OutcomeUnknown);
        }

        return request.Call.Sensitive == true
            ? Sealed(request, result, startedAt, finishedAt)
            : Open(result, startedAt, finishedAt);
    }

    private static ActionReport Open(ToolResult result, DateTimeOffset startedAt, DateTimeOffset finishedAt) => new(
        OutcomeOf(result.Outcome),
        Summary(result),
        startedAt,
        finishedAt,
        result.ExitCode,
        result.Value is null ? null : ToolDocuments.DigestOf(result.Value.ToJsonString()),
        result.Excerpt.Length == 0 ? null : result.Excerpt,
        Isolation: result.Isolation);

    private ActionReport Sealed(
        ToolActionRequest request, ToolResult result, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        var entry = annex!.Keep(request, result);
        var summary = Summary(AnnexDesk.Blank(result));
        return new ActionReport(
            OutcomeOf(result.Outcome),
            entry is null ? $"{summary} Its answer could not be put into the annex, and is lost." : summary,
            startedAt,
            finishedAt,
            result.ExitCode,
            entry?.Digest,
            Annex: entry,
            Isolation: result.Isolation);
    }

    /// <summary>Takes one reading for each read, side by side.</summary>
    public async Task<ReadingsResult> ReadAsync(ReadingsRequest request, CancellationToken cancellationToken)
    {
        var readings = await Task.WhenAll(request.Reads.Select(read => TakeAsync(request, read, cancellationToken)));

        // A reading that was cut short by this worker's end says nothing about the world: another worker takes them
        // again.
        cancellationToken.ThrowIfCancellationRequested();
        return new ReadingsResult([.. readings]);
    }

    private async Task<ActionReport?> RefuseOpaqueAsync(ToolActionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await trace.TryBeginOnceAsync(request, cancellationToken)
                ? null
                : new ActionReport(
                    ActionOutcome.Unknown,
                    "It was begun before under the same key; it cannot be repeated, and nobody can be asked how it " +
                    "ended.");
        }
        catch (Exception fault)
        {
            return new ActionReport(
                ActionOutcome.Failed,
                $"It was not begun, because that could not be written down first ({fault.GetType().Name}).");
        }
    }

    private async Task<Reading> TakeAsync(
        ReadingsRequest request, VerificationRead read, CancellationToken cancellationToken)
    {
        if (read.Call.Sensitive == true && annex is null)
        {
            return new Reading(read.Id, time.GetUtcNow(), Error: NoAnnex);
        }

        var (result, startedAt, _) = await CallAsync(
            request.Run, request.Attempt, $"read {read.Id}", read.Call, key: null, cancellationToken);
        if (result.Outcome != ToolOutcome.Executed)
        {
            return new Reading(
                read.Id,
                startedAt,
                Error: read.Call.Sensitive == true
                    ? Summary(AnnexDesk.Blank(result))
                    : result.Sentence ?? "The tool gave no reason.");
        }

        // What cannot be kept exactly was not read: half a value would be a guess.
        var document = result.Value is null ? JsonData.EmptyObject : ToolDocuments.Of(result.Value);
        return document is null
            ? new Reading(read.Id, startedAt, Error: "What was read has no exact form as data.")
            : read.Call.Sensitive == true
                ? annex!.Seal(request, read, document, startedAt)
                : new Reading(read.Id, startedAt, document);
    }

    private async Task<(ToolResult Result, DateTimeOffset StartedAt, DateTimeOffset FinishedAt)> CallAsync(
        RunId run,
        AttemptId attempt,
        string what,
        ToolCall call,
        string? key,
        CancellationToken cancellationToken)
    {
        var purpose = key is null ? "read" : "action";
        var startedAt = time.GetUtcNow();
        var span = ToolTelemetry.Begin(purpose, call.Kind, run.Value, attempt.Value);
        var result = await runner.RunAsync(RequestFor(call, key), cancellationToken);
        var finishedAt = time.GetUtcNow();
        ToolTelemetry.End(span, purpose, call.Kind, result, finishedAt - startedAt);
        await trace.KeepAsync(
            new TraceEntry(run, attempt, what, call, Shown(call, result), startedAt, finishedAt));
        return (result, startedAt, finishedAt);
    }

    /// <summary>What may stand in a trace, a failure or a ledger.</summary>
    private static ToolResult Shown(ToolCall call, ToolResult result) =>
        call.Sensitive == true ? AnnexDesk.Blank(result) : result;

    private static ToolRequest RequestFor(ToolCall call, string? key) => new()
    {
        Kind = call.Kind,
        Parameters = JsonNode.Parse(call.Parameters.Text) as JsonObject ?? [],
        IsRead = key is null,
        Timeout = call.Timeout,
        IdempotencyKey = key ?? string.Empty,
        Credential = call.Credential,
    };

    private static string Summary(ToolResult result) => result switch
    {
        { Outcome: ToolOutcome.Executed, IsReplayed: true } => "Executed, by an earlier try with the same key.",
        { Outcome: ToolOutcome.Executed } => "Executed.",
        _ => $"{result.Code}: {result.Sentence}",
    };

    private static ActionOutcome OutcomeOf(ToolOutcome outcome) => outcome switch
    {
        ToolOutcome.Executed => ActionOutcome.Executed,
        ToolOutcome.Failed => ActionOutcome.Failed,
        _ => ActionOutcome.Unknown,
    };
}
