using System.Collections.Frozen;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>Finds the field that a name in a query means, in one namespace.</summary>
internal sealed class VisibilityFields(Func<string, IndexedValueType?> customType)
{
    private static readonly FrozenDictionary<string, Func<WorkflowExecutionInfo, object?>> System =
        new Dictionary<string, Func<WorkflowExecutionInfo, object?>>
        {
            ["WorkflowId"] = run => run.Execution.WorkflowId,
            ["RunId"] = run => run.Execution.RunId,
            ["WorkflowType"] = run => run.Type?.Name,
            ["ExecutionStatus"] = run => run.Status.ToString(),
            ["TaskQueue"] = run => run.TaskQueue,
            ["ParentWorkflowId"] = run => Text(run.ParentExecution?.WorkflowId),
            ["ParentRunId"] = run => Text(run.ParentExecution?.RunId),
            ["RootWorkflowId"] = run => Text((run.RootExecution ?? run.Execution).WorkflowId),
            ["RootRunId"] = run => Text((run.RootExecution ?? run.Execution).RunId),
            ["StartTime"] = run => Time(run.StartTime),
            ["ExecutionTime"] = run => Time(run.ExecutionTime),
            ["CloseTime"] = run => Time(run.CloseTime),
            ["HistoryLength"] = run => WhenClosed(run, run.HistoryLength),
            ["HistorySizeBytes"] = run => WhenClosed(run, run.HistorySizeBytes),
            ["StateTransitionCount"] = run => WhenClosed(run, run.StateTransitionCount),
            ["ExecutionDuration"] = run => run.ExecutionDuration is { } span ? Nanoseconds(span) : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for a name that the namespace does not know.</summary>
    public VisibilityField? Find(string name)
    {
        if (System.TryGetValue(name, out var read))
        {
            return new VisibilityField(name, SystemSearchAttributes.System[name], read);
        }

        IndexedValueType? type = SystemSearchAttributes.Predefined.TryGetValue(name, out var predefined)
            ? predefined
            : customType(name);
        return type is { } known ? new VisibilityField(name, known, run => Attribute(run, name, known)) : null;
    }

    private static object? Attribute(WorkflowExecutionInfo run, string name, IndexedValueType type) =>
        run.SearchAttributes?.IndexedFields.TryGetValue(name, out var payload) == true &&
            !SearchAttributeValue.IsNull(payload)
            ? SearchAttributeValue.TryRead(payload, type)
            : null;

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static DateTimeOffset? Time(Timestamp? time) =>
        time is null ? null : SearchAttributeValue.Truncate(time.ToDateTimeOffset());

    private static long? WhenClosed(WorkflowExecutionInfo run, long value) => run.CloseTime is null ? null : value;

    private static long Nanoseconds(Duration span) => (span.Seconds * 1_000_000_000L) + span.Nanos;
}
