using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Activities.Audit;

/// <summary>One tool call with what went in and what came out: the evidence behind a ledger entry.</summary>
public sealed record TraceEntry(
    RunId Run,
    AttemptId Attempt,
    string What,
    ToolCall Call,
    ToolResult Result,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt);
