using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Dialogue;

/// <summary>Commands, with what every behaviour wants by default.</summary>
internal static class Do
{
    public static Command Activity(string id, Conversation on, Action<ScheduleActivityTaskCommandAttributes>? change = null)
    {
        var attributes = new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = id,
            ActivityType = new() { Name = "act" },
            TaskQueue = new() { Name = on.Queue },
            StartToCloseTimeout = Span(30),
        };
        change?.Invoke(attributes);
        return new() { CommandType = CommandType.ScheduleActivityTask, ScheduleActivityTaskCommandAttributes = attributes };
    }

    public static Command CancelActivity(long scheduledEventId) => new()
    {
        CommandType = CommandType.RequestCancelActivityTask,
        RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = scheduledEventId },
    };

    public static Command Timer(string id, double seconds) => new()
    {
        CommandType = CommandType.StartTimer,
        StartTimerCommandAttributes = new() { TimerId = id, StartToFireTimeout = Span(seconds) },
    };

    public static Command CancelTimer(string id) => new()
    {
        CommandType = CommandType.CancelTimer,
        CancelTimerCommandAttributes = new() { TimerId = id },
    };

    public static Command Complete(string result = "\"ok\"") => new()
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new() { Result = Conversation.JsonArguments(result) },
    };

    public static Command Fail(bool nonRetryable = false) => new()
    {
        CommandType = CommandType.FailWorkflowExecution,
        FailWorkflowExecutionCommandAttributes = new()
        {
            Failure = new()
            {
                Message = "on purpose",
                ApplicationFailureInfo = new() { Type = "Conformance", NonRetryable = nonRetryable },
            },
        },
    };

    public static Command Cancel() => new()
    {
        CommandType = CommandType.CancelWorkflowExecution,
        CancelWorkflowExecutionCommandAttributes = new(),
    };

    public static Command ContinueAsNew(Conversation on) => new()
    {
        CommandType = CommandType.ContinueAsNewWorkflowExecution,
        ContinueAsNewWorkflowExecutionCommandAttributes = new()
        {
            WorkflowType = new() { Name = Conversation.WorkflowType },
            TaskQueue = new() { Name = on.Queue },
            Input = Conversation.JsonArguments("2"),
        },
    };

    public static Command Marker(string name) => new()
    {
        CommandType = CommandType.RecordMarker,
        RecordMarkerCommandAttributes = new() { MarkerName = name, Details = { ["data"] = Conversation.JsonArguments("7") } },
    };

    public static Command Upsert(string name, Temporalio.Api.Common.V1.Payload value) => new()
    {
        CommandType = CommandType.UpsertWorkflowSearchAttributes,
        UpsertWorkflowSearchAttributesCommandAttributes = new()
        {
            SearchAttributes = new() { IndexedFields = { [name] = value } },
        },
    };

    public static Command Memo(string name, Temporalio.Api.Common.V1.Payload value) => new()
    {
        CommandType = CommandType.ModifyWorkflowProperties,
        ModifyWorkflowPropertiesCommandAttributes = new() { UpsertedMemo = new() { Fields = { [name] = value } } },
    };

    public static Duration Span(double seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
