using System.Text;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// What requests about schedules must look like: all refusals are INVALID_ARGUMENT, in the words of the real server.
/// What is wrong with the action beyond this shows when it is started, as officially.
/// </summary>
internal static class ScheduleChecks
{
    // The longest that is put behind the workflow id of the action.
    private const string AppendedTime = "-2009-11-10T23:00:00Z";

    public static void Check(CreateScheduleRequest request)
    {
        StartChecks.CheckLength(ScheduleNames.WorkflowId(request.ScheduleId), "WorkflowId");
        StartChecks.CheckId(request.RequestId, "RequestId");
        CheckAction(request.Schedule);
    }

    public static void Check(UpdateScheduleRequest request)
    {
        StartChecks.CheckLength(request.RequestId, "RequestId");
        CheckAction(request.Schedule);
    }

    public static void Check(PatchScheduleRequest request)
    {
        StartChecks.CheckLength(request.RequestId, "RequestId");
        Require(request.Patch is not null, "Patch is not set on request.");
        var isTooLong = IsTooLong(request.Patch!.Pause) || IsTooLong(request.Patch.Unpause);
        Require(!isTooLong, "Schedule notes exceeds limit.");
        CheckSize(request.Patch);
    }

    public static void CheckSize(IMessage? blob) => Require(
        blob is null || blob.CalculateSize() <= Limits.BlobBytes, "Blob data size exceeds limit.");

    /// <summary>The caller's own fields of a memo.</summary>
    public static Memo? Own(Memo? memo)
    {
        Require(memo is null || memo.CalculateSize() <= Limits.BlobBytes, "Memo size exceeds limit.");
        memo?.Fields.Remove(ScheduleNames.MemoField);
        return memo;
    }

    /// <summary>The caller's own search attributes, as they are stored.</summary>
    public static SearchAttributes? Own(SearchAttributes? given, NamespaceRow owner, ICatalog catalog)
    {
        var stored = Stored(given, owner, catalog);
        foreach (var name in ScheduleNames.HiddenFields)
        {
            stored?.IndexedFields.Remove(name);
        }

        return stored;
    }

    /// <summary>The attributes as they are stored, and the task queue as it is shown, in the schedule itself.</summary>
    public static void Complete(Schedule schedule, NamespaceRow owner, ICatalog catalog)
    {
        if (schedule.Action.StartWorkflow is not { } action)
        {
            return;
        }

        action.SearchAttributes = Stored(action.SearchAttributes, owner, catalog);
        if (action.TaskQueue.Kind == TaskQueueKind.Unspecified)
        {
            action.TaskQueue.Kind = TaskQueueKind.Normal;
        }
    }

    private static SearchAttributes? Stored(SearchAttributes? given, NamespaceRow owner, ICatalog catalog) =>
        given is { IndexedFields.Count: > 0 } ? catalog.CheckSearchAttributes(owner.Id, given) : given;

    private static void CheckAction(Schedule? schedule)
    {
        if (schedule?.Action?.StartWorkflow is not { } action)
        {
            return;
        }

        StartChecks.CheckLength(action.WorkflowId + AppendedTime, "WorkflowId");
        Require(action.WorkflowType is { Name.Length: > 0 }, "WorkflowType is not set on request.");
        StartChecks.CheckLength(action.WorkflowType.Name, "WorkflowType");
        CheckQueue(action.TaskQueue);
        CheckTimes(action);
        Require(action.CronSchedule.Length == 0, "Scheduled workflow must not contain CronSchedule");
        Require(
            action.WorkflowIdReusePolicy is WorkflowIdReusePolicy.Unspecified or WorkflowIdReusePolicy.AllowDuplicate,
            "Scheduled workflow must not contain WorkflowIDReusePolicy");
    }

    private static void CheckQueue(TaskQueue? queue)
    {
        Require(queue is not null, "taskQueue is not set");
        Require(queue!.Name.Length > 0, "missing task queue name");
        StartChecks.CheckLength(queue.Name, "taskQueue");
        Require(
            !queue.Name.StartsWith(StartChecks.ReservedQueuePrefix, StringComparison.Ordinal),
            $"task queue name cannot start with reserved prefix {StartChecks.ReservedQueuePrefix}");
    }

    private static void CheckTimes(NewWorkflowExecutionInfo action)
    {
        foreach (var (name, span) in new (string, Duration?)[]
        {
            ("WorkflowExecutionTimeout", action.WorkflowExecutionTimeout),
            ("WorkflowRunTimeout", action.WorkflowRunTimeout),
            ("WorkflowTaskTimeout", action.WorkflowTaskTimeout),
        })
        {
            Require(
                span.Read() >= TimeSpan.Zero, $"An invalid {name}Seconds is set on request. cause: negative duration");
        }
    }

    private static bool IsTooLong(string note) => Encoding.UTF8.GetByteCount(note) > ScheduleLimits.NoteBytes;

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw RpcError.InvalidArgument(sentence);
        }
    }
}
