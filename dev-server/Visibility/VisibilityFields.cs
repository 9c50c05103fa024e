using System.Collections.Frozen;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.Schedules;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>Finds the field that a name in a query means, in one namespace.</summary>
internal sealed class VisibilityFields(Func<string, IndexedValueType?> customType, bool isOfSchedules = false)
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

    /// <summary>
    /// For lists of schedules: the fields of the hidden runs that they officially are cannot be asked for.
    /// </summary>
    public VisibilityFields ForSchedules() => new(customType, isOfSchedules: true);

    /// <summary>Null for a name that the namespace does not know.</summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT: it is not for queries of this kind.</exception>
    public VisibilityField? Find(string name)
    {
        if (isOfSchedules && SystemSearchAttributes.IsReserved(name) && name != ScheduleNames.PausedField)
        {
            throw RpcError.InvalidArgument($"invalid query filter for schedules: cannot filter on \"{name}\"");
        }

        if (System.TryGetValue(name, out var read))
        {
            return new VisibilityField(name, SystemSearchAttributes.System[name], read);
        }

        IndexedValueType? type = SystemSearchAttributes.Predefined.TryGetValue(name, out var predefined)
            ? predefined
            : customType(name);
        return type is { } known ? new VisibilityField(name, known, run => Attribute(run, name, known)) :
            name == ScheduleNames.IdField ? new VisibilityField(name, IndexedValueType.Keyword, ScheduleId) : null;
    }

    /// <summary>No attribute, but what the workflow id of a schedule's hidden run says.</summary>
    private static string? ScheduleId(WorkflowExecutionInfo run) =>
        run.Execution.WorkflowId.StartsWith(ScheduleNames.WorkflowIdPrefix, StringComparison.Ordinal)
            ? run.Execution.WorkflowId[ScheduleNames.WorkflowIdPrefix.Length..]
            : null;

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
