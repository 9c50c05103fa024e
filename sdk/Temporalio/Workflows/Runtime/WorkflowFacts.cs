using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Replay;
using Temporalio.Worker;

namespace Temporalio.Workflows.Runtime;

/// <summary>Reads what a workflow is told at its start.</summary>
internal static class WorkflowFacts
{
    public static WorkflowInfo Info(
        WorkflowRunContext context,
        WorkflowRunStart start,
        ActivationJob.Initialize job,
        DateTime firstTaskTime,
        DataConverter converter)
    {
        var started = job.Started;
        return new(
            Attempt: Math.Max(1, started.Attempt),
            ContinuedRunId: TextOrNull(started.ContinuedExecutionRunId),
            CronSchedule: TextOrNull(started.CronSchedule),
            ExecutionTimeout: SpanOrNull(started.WorkflowExecutionTimeout),
            FirstExecutionRunId: started.FirstExecutionRunId,
            Headers: started.Header?.Fields,
            LastFailure: started.ContinuedFailure is { } failure
                ? converter.FailureConverter.ToException(failure, converter.PayloadConverter)
                : null,
            LastResult: started.LastCompletionResult is { } result
                ? [.. result.Payloads_.Select(p => new RawValue(p))]
                : null,
            Namespace: context.Namespace,
            Parent: started.ParentWorkflowExecution is { } parent
                ? new(TextOrNull(started.ParentWorkflowNamespace) ?? context.Namespace, parent.RunId, parent.WorkflowId)
                : null,
            Priority: Priority.FromProto(started.Priority),
            RetryPolicy: started.RetryPolicy is { } retry ? RetryPolicy.FromProto(retry) : null,
            Root: started.RootWorkflowExecution is { } root && root.RunId != start.RunId && root.WorkflowId.Length > 0
                ? new(root.RunId, root.WorkflowId)
                : null,
            RunId: start.RunId,
            RunTimeout: SpanOrNull(started.WorkflowRunTimeout),
            StartTime: firstTaskTime,
            TaskQueue: TextOrNull(started.TaskQueue?.Name) ?? context.TaskQueue,
            TaskTimeout: started.WorkflowTaskTimeout?.ToTimeSpan() ?? TimeSpan.Zero,
            WorkflowId: start.WorkflowId,
            WorkflowStartTime: job.StartTime,
            WorkflowType: start.WorkflowType);
    }

    public static Dictionary<string, IRawValue> Memo(Api.Common.V1.Memo? memo) =>
        memo?.Fields.ToDictionary(field => field.Key, field => (IRawValue)new RawValue(field.Value)) ?? [];

    // The server says "not set" as a missing or a zero duration.
    private static TimeSpan? SpanOrNull(Google.Protobuf.WellKnownTypes.Duration? duration) =>
        duration is { Seconds: > 0 } or { Nanos: > 0 } ? duration.ToTimeSpan() : null;

    private static string? TextOrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
