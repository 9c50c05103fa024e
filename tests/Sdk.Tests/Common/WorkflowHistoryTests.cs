using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Sdk.Tests.Common;

/// <summary>History JSON in both spellings.</summary>
public sealed class WorkflowHistoryTests
{
    private const string OldStyle = """
        {"events":[
          {"eventId":"1","eventTime":"2026-01-02T03:04:05Z","eventType":"WorkflowExecutionStarted","notKnown":{"x":1},
           "workflowExecutionStartedEventAttributes":{"workflowType":{"name":"W"},
             "taskQueue":{"name":"q","kind":"Normal"},"workflowRunTimeout":"10s",
             "input":{"payloads":[{"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"IngiCg=="}]},
             "continuedFailure":{"message":"m","cause":{"message":"c",
               "timeoutFailureInfo":{"timeoutType":"StartToClose"}}}}},
          {"eventId":"2","eventType":"WorkflowTaskScheduled"}]}
        """;

    [Fact]
    public void FromJson_OldEnumSpelling_IsRead() => Check(WorkflowHistory.FromJson("id", OldStyle));

    [Fact]
    public void FromJson_Wrapped_IsRead() => Check(WorkflowHistory.FromJson("id", $$"""{"history":{{OldStyle}}}"""));

    [Fact]
    public void ToJson_AndBack_IsTheSameInTheProtocolSpelling()
    {
        var history = WorkflowHistory.FromJson("id", OldStyle);

        var json = history.ToJson();

        Assert.Contains("EVENT_TYPE_WORKFLOW_EXECUTION_STARTED", json, StringComparison.Ordinal);
        Check(WorkflowHistory.FromJson("id", json));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"events":[{"eventType":"NoSuchEvent"}]}""")]
    [InlineData("""{"events":7}""")]
    public void FromJson_SomethingElse_IsRefused(string json) =>
        Assert.Throws<ArgumentException>(() => WorkflowHistory.FromJson("id", json));

    private static void Check(WorkflowHistory history)
    {
        Assert.Equal("id", history.Id);
        Assert.Equal(
            [EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled],
            history.Events.Select(e => e.EventType));
        var started = history.Events.First().WorkflowExecutionStartedEventAttributes;
        Assert.Equal(TaskQueueKind.Normal, started.TaskQueue.Kind);
        Assert.Equal(TimeoutType.StartToClose, started.ContinuedFailure.Cause.TimeoutFailureInfo.TimeoutType);
        Assert.Equal("json/plain", started.Input.Payloads_[0].Metadata["encoding"].ToStringUtf8());
    }
}
