using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;

namespace Temporalio.Worker;

/// <summary>What a worker logs.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Warning, "Polling {TaskQueue} fails; it is repeated until it works")]
    public static partial void PollingFails(ILogger logger, string taskQueue, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "Polling {TaskQueue} still fails")]
    public static partial void PollingStillFails(ILogger logger, string taskQueue, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "Polling {TaskQueue} works again")]
    public static partial void PollingWorksAgain(ILogger logger, string taskQueue);

    [LoggerMessage(4, LogLevel.Information, "Worker of {TaskQueue} has started as {Identity}")]
    public static partial void WorkerStarted(ILogger logger, string taskQueue, string identity);

    [LoggerMessage(5, LogLevel.Information, "Worker of {TaskQueue} stops")]
    public static partial void WorkerStops(ILogger logger, string taskQueue);

    [LoggerMessage(6, LogLevel.Error, "Worker of {TaskQueue} cannot go on")]
    public static partial void WorkerFails(ILogger logger, string taskQueue, Exception exception);

    [LoggerMessage(7, LogLevel.Debug, "The server did not hear that the worker of {TaskQueue} goes")]
    public static partial void GoodbyeNotHeard(ILogger logger, string taskQueue, Exception exception);

    [LoggerMessage(20, LogLevel.Debug, "Activity {ActivityType} {ActivityId} is cancelled: {Reason}")]
    public static partial void ActivityCancelled(
        ILogger logger, string activityType, string activityId, ActivityCancelReason reason);

    [LoggerMessage(21, LogLevel.Debug, "Activity {ActivityType} {ActivityId} reports that it was cancelled")]
    public static partial void ActivityReportsCancelled(ILogger logger, string activityType, string activityId);

    [LoggerMessage(22, LogLevel.Warning, "Heartbeat details of {ActivityType} {ActivityId} cannot be converted")]
    public static partial void HeartbeatNotConverted(
        ILogger logger, string activityType, string activityId, Exception exception);

    [LoggerMessage(23, LogLevel.Debug, "Heartbeat of {ActivityType} {ActivityId} was not sent; it is repeated")]
    public static partial void HeartbeatNotSent(
        ILogger logger, string? activityType, string activityId, Exception exception);

    [LoggerMessage(EventId = 24, Message = "Activity {ActivityType} {ActivityId} failed in attempt {Attempt}")]
    public static partial void ActivityFails(
        ILogger logger, LogLevel level, string activityType, string activityId, int attempt, Exception exception);

    [LoggerMessage(25, LogLevel.Warning, "The server no longer waits for the result of {ActivityType} {ActivityId}")]
    public static partial void ActivityResultNotWanted(ILogger logger, string? activityType, string activityId);

    [LoggerMessage(26, LogLevel.Warning, "The result of {ActivityType} {ActivityId} is not at the server yet")]
    public static partial void ActivityResultDelayed(
        ILogger logger, string? activityType, string activityId, Exception exception);

    [LoggerMessage(27, LogLevel.Error, "The result of {ActivityType} {ActivityId} is lost; the server times it out")]
    public static partial void ActivityResultLost(
        ILogger logger, string? activityType, string activityId, Exception exception);

    [LoggerMessage(28, LogLevel.Warning, "{ActivityType} {ActivityId} ends without a report: {Reason}")]
    public static partial void ActivityEndsUnreported(
        ILogger logger, string activityType, string activityId, ActivityCancelReason reason, Exception? exception);

    [LoggerMessage(29, LogLevel.Error, "The worker could not carry out {ActivityType} {ActivityId}")]
    public static partial void ActivityTaskBroken(
        ILogger logger, string activityType, string activityId, Exception exception);

    [LoggerMessage(30, LogLevel.Error, "The failure of {ActivityType} cannot be converted")]
    public static partial void FailureNotConverted(ILogger logger, string activityType, Exception exception);

    [LoggerMessage(31, LogLevel.Error, "Activity {ActivityType} {ActivityId} came without being asked for")]
    public static partial void EagerActivityNotExpected(ILogger logger, string? activityType, string activityId);

    [LoggerMessage(32, LogLevel.Error, "The worker could not carry out local activity {Seq} of run {RunId}")]
    public static partial void LocalActivityBroken(ILogger logger, string runId, uint seq, Exception exception);

    [LoggerMessage(40, LogLevel.Warning, "Workflow task of {WorkflowType} {WorkflowId} {RunId} fails: {Cause}")]
    public static partial void WorkflowTaskFails(
        ILogger logger,
        string workflowType,
        string workflowId,
        string runId,
        WorkflowTaskFailedCause cause,
        Exception exception);

    [LoggerMessage(41, LogLevel.Warning, "The failure of a workflow task of {WorkflowId} {RunId} was not taken")]
    public static partial void WorkflowTaskFailureNotTaken(
        ILogger logger, string workflowId, string runId, Exception exception);

    [LoggerMessage(42, LogLevel.Warning, "The completion of a workflow task of {WorkflowId} {RunId} was not taken")]
    public static partial void WorkflowTaskNotTaken(
        ILogger logger, string workflowId, string runId, Exception exception);

    [LoggerMessage(43, LogLevel.Debug, "Workflow task of {WorkflowId} {RunId} was overtaken by new events")]
    public static partial void WorkflowTaskOvertaken(ILogger logger, string workflowId, string runId);

    [LoggerMessage(44, LogLevel.Warning, "The answer to a query of {WorkflowId} {RunId} was not taken")]
    public static partial void QueryAnswerNotTaken(
        ILogger logger, string workflowId, string runId, Exception exception);

    [LoggerMessage(45, LogLevel.Warning, "The history of {WorkflowId} {RunId} could not be read")]
    public static partial void HistoryNotRead(ILogger logger, string workflowId, string runId, Exception exception);

    [LoggerMessage(46, LogLevel.Debug, "A newer workflow task of {WorkflowId} {RunId} replaces one that waited")]
    public static partial void WorkflowTaskReplaced(ILogger logger, string workflowId, string runId);

    [LoggerMessage(47, LogLevel.Error, "A workflow task on {TaskQueue} lacks its execution or type")]
    public static partial void WorkflowTaskIncomplete(ILogger logger, string taskQueue);

    [LoggerMessage(48, LogLevel.Error, "The worker could not carry out a workflow task of {WorkflowId} {RunId}")]
    public static partial void WorkflowTaskBroken(
        ILogger logger, string workflowId, string runId, Exception exception);
}
