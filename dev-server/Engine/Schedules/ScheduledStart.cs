using System.Globalization;
using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>The start that a schedule makes of its action and one of its times.</summary>
internal static class ScheduledStart
{
    public static StartWorkflowExecutionRequest Request(
        ScheduleDraft draft, BufferedStart start, string namespaceName, string requestId)
    {
        var action = draft.Schedule.Action.StartWorkflow.Clone();
        var second = Second(start.NominalTime.ToDateTimeOffset());

        // Runs that may overlap have no run before them whose outcome they could go on from.
        var isAlone = start.OverlapPolicy != ScheduleOverlapPolicy.AllowAll;
        return new StartWorkflowExecutionRequest
        {
            Namespace = namespaceName,
            WorkflowId = $"{action.WorkflowId}-{second}",
            WorkflowType = action.WorkflowType,
            TaskQueue = action.TaskQueue,
            Input = action.Input,
            WorkflowExecutionTimeout = action.WorkflowExecutionTimeout,
            WorkflowRunTimeout = action.WorkflowRunTimeout,
            WorkflowTaskTimeout = action.WorkflowTaskTimeout,
            Identity = ScheduleNames.Identity(namespaceName, draft.State.ScheduleId),
            RequestId = requestId,
            WorkflowIdReusePolicy = start.IsManual
                ? WorkflowIdReusePolicy.AllowDuplicate
                : WorkflowIdReusePolicy.RejectDuplicate,
            RetryPolicy = action.RetryPolicy,
            Memo = action.Memo,
            SearchAttributes = WithOrigin(action.SearchAttributes, draft.State.ScheduleId, second),
            Header = action.Header,
            LastCompletionResult = isAlone ? draft.State.LastCompletionResult?.Clone() : null,
            ContinuedFailure = isAlone ? draft.State.ContinuedFailure?.Clone() : null,
            UserMetadata = action.UserMetadata,
            Priority = action.Priority,
        };
    }

    /// <summary>What is put behind the workflow id: the nominal time in whole seconds.</summary>
    private static string Second(DateTimeOffset nominal) =>
        nominal.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static SearchAttributes WithOrigin(SearchAttributes? own, string scheduleId, string second)
    {
        var all = own ?? new SearchAttributes();
        all.IndexedFields[ScheduleNames.StartedForField] = SchedulePayloads.Json(second);
        all.IndexedFields[ScheduleNames.StartedByField] = SchedulePayloads.Json(scheduleId);
        return all;
    }
}
