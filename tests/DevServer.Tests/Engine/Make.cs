using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.TaskQueue.V1;

namespace DevServer.Tests.Engine;

/// <summary>Commands and small messages.</summary>
internal static class Make
{
    public const string ChildQueue = "child-queue";

    public static Command Activity(string id = "a", Action<ScheduleActivityTaskCommandAttributes>? change = null)
    {
        var attributes = new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = id,
            ActivityType = new ActivityType { Name = "Do" },
            TaskQueue = new TaskQueue { Name = EngineBench.Queue },
            StartToCloseTimeout = Seconds(10),
            Input = Text("input"),
        };
        change?.Invoke(attributes);
        return new Command
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = attributes,
        };
    }

    public static Command CancelActivity(long scheduledEventId) => new()
    {
        CommandType = CommandType.RequestCancelActivityTask,
        RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = scheduledEventId },
    };

    public static Command Timer(string id, double seconds) => new()
    {
        CommandType = CommandType.StartTimer,
        StartTimerCommandAttributes = new() { TimerId = id, StartToFireTimeout = Seconds(seconds) },
    };

    public static Command CancelTimer(string id) => new()
    {
        CommandType = CommandType.CancelTimer,
        CancelTimerCommandAttributes = new() { TimerId = id },
    };

    public static Command Complete(string result = "done") => new()
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new() { Result = Text(result) },
    };

    public static Command Fail(Failure failure) => new()
    {
        CommandType = CommandType.FailWorkflowExecution,
        FailWorkflowExecutionCommandAttributes = new() { Failure = failure },
    };

    public static Command Cancel() => new()
    {
        CommandType = CommandType.CancelWorkflowExecution,
        CancelWorkflowExecutionCommandAttributes = new(),
    };

    public static Command ContinueAsNew(string input = "again") => new()
    {
        CommandType = CommandType.ContinueAsNewWorkflowExecution,
        ContinueAsNewWorkflowExecutionCommandAttributes = new() { Input = Text(input) },
    };

    public static Command Child(string workflowId = "child", Action<StartChildWorkflowExecutionCommandAttributes>? change = null)
    {
        var attributes = new StartChildWorkflowExecutionCommandAttributes
        {
            WorkflowId = workflowId,
            WorkflowType = new WorkflowType { Name = "Child" },
            TaskQueue = new TaskQueue { Name = ChildQueue },
            Input = Text("child input"),
        };
        change?.Invoke(attributes);
        return new Command
        {
            CommandType = CommandType.StartChildWorkflowExecution,
            StartChildWorkflowExecutionCommandAttributes = attributes,
        };
    }

    public static Command SignalExternal(string workflowId, string name = "s", bool childOnly = false) => new()
    {
        CommandType = CommandType.SignalExternalWorkflowExecution,
        SignalExternalWorkflowExecutionCommandAttributes = new()
        {
            Execution = new WorkflowExecution { WorkflowId = workflowId },
            SignalName = name,
            ChildWorkflowOnly = childOnly,
        },
    };

    public static Command CancelExternal(string workflowId) => new()
    {
        CommandType = CommandType.RequestCancelExternalWorkflowExecution,
        RequestCancelExternalWorkflowExecutionCommandAttributes = new() { WorkflowId = workflowId, Reason = "stop" },
    };

    public static Command Marker(string name = "mark") => new()
    {
        CommandType = CommandType.RecordMarker,
        RecordMarkerCommandAttributes = new() { MarkerName = name, Details = { ["data"] = Text("x") } },
    };

    public static Command Upsert(string name, Payload value) => new()
    {
        CommandType = CommandType.UpsertWorkflowSearchAttributes,
        UpsertWorkflowSearchAttributesCommandAttributes = new()
        {
            SearchAttributes = new SearchAttributes { IndexedFields = { [name] = value } },
        },
    };

    public static Command Memo(string name, Payload value) => new()
    {
        CommandType = CommandType.ModifyWorkflowProperties,
        ModifyWorkflowPropertiesCommandAttributes = new() { UpsertedMemo = new Memo { Fields = { [name] = value } } },
    };

    public static Failure Broken(string message = "broken", bool nonRetryable = false, string type = "Broken") => new()
    {
        Message = message,
        ApplicationFailureInfo = new ApplicationFailureInfo { Type = type, NonRetryable = nonRetryable },
    };

    public static RetryPolicy Retry(int attempts, double firstSeconds = 0.1) => new()
    {
        InitialInterval = Seconds(firstSeconds),
        BackoffCoefficient = 2,
        MaximumInterval = Seconds(10),
        MaximumAttempts = attempts,
    };

    public static Duration Seconds(double seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));

    public static Payloads Text(string text) => new() { Payloads_ = { Json($"\"{text}\"") } };

    public static Payload Json(string json) => new()
    {
        Data = ByteString.CopyFromUtf8(json),
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
    };

    public static Payload Null() => new() { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("binary/null") } };
}
