using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Schedules;

/// <summary>The runs that a schedule starts.</summary>
public sealed class ScheduledStartTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task ScheduledStart_WithEveryOption_BeginsWithExactlyThisEvent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
        {
            var action = request.Schedule.Action.StartWorkflow;
            action.Input = Conversation.JsonArguments("7");
            action.WorkflowExecutionTimeout = Do.Span(3000);
            action.WorkflowRunTimeout = Do.Span(2000);
            action.WorkflowTaskTimeout = Do.Span(20);
            action.RetryPolicy = new() { MaximumAttempts = 3 };
            action.Memo = new() { Fields = { ["m"] = Conversation.Json("\"deep\"") } };
            action.SearchAttributes = new() { IndexedFields = { ["ConformanceKeyword"] = Conversation.Json("\"x\"") } };
            action.Header = new() { Fields = { ["h"] = Conversation.Json("1") } };
            action.UserMetadata = new() { Summary = Conversation.Json("\"why\"") };
            action.Priority = new() { PriorityKey = 2 };
        });
        await c.TriggerAsync(1);
        var started = (await c.HistoryAsync(c.JobOf(1)))[0];
        var told = started.WorkflowExecutionStartedEventAttributes;
        Assert.True(Guid.TryParse(told.FirstExecutionRunId, out _));
        Assert.Equal(told.FirstExecutionRunId, told.OriginalExecutionRunId);
        told.FirstExecutionRunId = told.OriginalExecutionRunId = string.Empty;
        Assert.NotNull(told.WorkflowExecutionExpirationTime);
        told.WorkflowExecutionExpirationTime = null;
        Assert.Equal(
            new()
            {
                WorkflowType = new() { Name = Conversation.WorkflowType },
                TaskQueue = new() { Name = c.Queue, Kind = TaskQueueKind.Normal },
                Input = Conversation.JsonArguments("7"),
                WorkflowExecutionTimeout = Do.Span(3000),
                WorkflowRunTimeout = Do.Span(2000),
                WorkflowTaskTimeout = Do.Span(20),
                Identity = $"temporal-scheduler-default-{c.WorkflowId}",
                RetryPolicy = new()
                {
                    InitialInterval = Do.Span(1), BackoffCoefficient = 2, MaximumInterval = Do.Span(100), MaximumAttempts = 3,
                },
                Attempt = 1,
                FirstWorkflowTaskBackoff = new Duration(),
                Memo = new() { Fields = { ["m"] = Conversation.Json("\"deep\"") } },
                SearchAttributes = new()
                {
                    IndexedFields =
                    {
                        ["ConformanceKeyword"] = Typed("\"x\"", "Keyword"),
                        ["TemporalScheduledById"] = Typed($"\"{c.WorkflowId}\"", "Keyword"),
                        ["TemporalScheduledStartTime"] = Typed("\"2020-01-01T00:01:00Z\"", "Datetime"),
                    },
                },
                Header = new() { Fields = { ["h"] = Conversation.Json("1") } },
                WorkflowId = c.JobOf(1).WorkflowId,
                Priority = new() { PriorityKey = 2 },
            },
            told);
        Assert.Equal("\"why\"", started.UserMetadata.Summary.Data.ToStringUtf8());
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task ScheduledStart_WithNothingButWhatItNeeds_BeginsWithExactlyThisEvent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync(request =>
            request.Schedule.Policies = new() { KeepOriginalWorkflowId = true });
        var found = await c.TriggerAsync(1);

        // Told, and of no consequence: as officially, the time is put behind the id all the same.
        Assert.True(found.Schedule.Policies.KeepOriginalWorkflowId);
        var told = (await c.HistoryAsync(c.JobOf(1)))[0].WorkflowExecutionStartedEventAttributes;
        told.FirstExecutionRunId = told.OriginalExecutionRunId = string.Empty;
        Assert.Equal(
            new()
            {
                WorkflowType = new() { Name = Conversation.WorkflowType },
                TaskQueue = new() { Name = c.Queue, Kind = TaskQueueKind.Normal },
                WorkflowTaskTimeout = Do.Span(10),
                Identity = $"temporal-scheduler-default-{c.WorkflowId}",
                Attempt = 1,
                FirstWorkflowTaskBackoff = new Duration(),
                SearchAttributes = new()
                {
                    IndexedFields =
                    {
                        ["TemporalScheduledById"] = Typed($"\"{c.WorkflowId}\"", "Keyword"),
                        ["TemporalScheduledStartTime"] = Typed("\"2020-01-01T00:01:00Z\"", "Datetime"),
                    },
                },
                WorkflowId = c.JobOf(1).WorkflowId,
            },
            told);
        await c.EndScheduleAsync();
    }

    [SkippableTheory, BothServers]
    public async Task ScheduledRuns_ByTheirSchedule_AreFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.CreateScheduleAsync();
        await c.TriggerAsync(1);
        var query = $"TemporalScheduledById = '{c.WorkflowId}' AND TemporalScheduledStartTime " +
            "BETWEEN '2020-01-01T00:00:30Z' AND '2020-01-01T00:01:30Z'";
        await Eventually.IsAsync(
            async () => (await c.Rpc.CountWorkflowExecutionsAsync(
                new() { Namespace = Conversation.Namespace, Query = query })).Count == 1,
            "the list of runs");
        await c.EndScheduleAsync();
    }

    private static Payload Typed(string json, string type)
    {
        var payload = Conversation.Json(json);
        payload.Metadata["type"] = ByteString.CopyFromUtf8(type);
        return payload;
    }
}
