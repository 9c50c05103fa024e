using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using WorkflowExecution = Temporalio.Api.Common.V1.WorkflowExecution;

namespace Conformance.Tests.Dialogue;

/// <summary>Plays client and worker by hand, one RPC after the other, with ids that nobody else uses.</summary>
internal sealed class Conversation(ITemporalConnection connection)
{
    public const string Namespace = "default";
    public const string WorkflowType = "conformance";

    private static readonly TimeSpan PollLimit = TimeSpan.FromSeconds(12);

    public ITemporalConnection Connection { get; } = connection;

    public WorkflowService Rpc => Connection.WorkflowService;

    public string WorkflowId { get; } = $"conformance-{Guid.NewGuid():N}";

    public string Queue { get; } = $"queue-{Guid.NewGuid():N}";

    public string Sticky { get; } = $"sticky-{Guid.NewGuid():N}";

    public string RunId { get; private set; } = string.Empty;

    public WorkflowExecution Execution => new() { WorkflowId = WorkflowId, RunId = RunId };

    /// <summary>The current run, whichever it is.</summary>
    public WorkflowExecution Current => new() { WorkflowId = WorkflowId };

    public StartWorkflowExecutionRequest StartRequest() => new()
    {
        Namespace = Namespace,
        WorkflowId = WorkflowId,
        WorkflowType = new() { Name = WorkflowType },
        TaskQueue = new() { Name = Queue },
        Identity = "client",
        RequestId = Guid.NewGuid().ToString(),
    };

    public async Task<StartWorkflowExecutionResponse> StartAsync(Action<StartWorkflowExecutionRequest>? change = null)
    {
        var request = StartRequest();
        change?.Invoke(request);
        var response = await Rpc.StartWorkflowExecutionAsync(request);
        RunId = response.RunId;
        return response;
    }

    /// <summary>The next workflow task; fails when none comes.</summary>
    public async Task<PollWorkflowTaskQueueResponse> PollAsync(bool sticky = false)
    {
        var task = await TryPollAsync(PollLimit, sticky);
        Assert.False(task.TaskToken.IsEmpty, "no workflow task came");
        return task;
    }

    /// <summary>The next workflow task, or an empty response when the limit passes.</summary>
    public Task<PollWorkflowTaskQueueResponse> TryPollAsync(
        TimeSpan limit, bool sticky = false, CancellationToken cancellation = default) =>
        Rpc.PollWorkflowTaskQueueAsync(
            new()
            {
                Namespace = Namespace,
                TaskQueue = sticky
                    ? new() { Name = Sticky, Kind = TaskQueueKind.Sticky, NormalName = Queue }
                    : new() { Name = Queue, Kind = TaskQueueKind.Normal },
                Identity = "worker",
            },
            new() { Timeout = limit, CancellationToken = cancellation });

    public RespondWorkflowTaskCompletedRequest Completion(PollWorkflowTaskQueueResponse task, params Command[] commands) => new()
    {
        Namespace = Namespace,
        TaskToken = task.TaskToken,
        Identity = "worker",
        Commands = { commands },
    };

    public Task<RespondWorkflowTaskCompletedResponse> CompleteAsync(
        PollWorkflowTaskQueueResponse task, params Command[] commands) =>
        Rpc.RespondWorkflowTaskCompletedAsync(Completion(task, commands));

    public Task<RespondWorkflowTaskCompletedResponse> CompleteStickyAsync(
        PollWorkflowTaskQueueResponse task, TimeSpan scheduleToStart, params Command[] commands)
    {
        var request = Completion(task, commands);
        request.StickyAttributes = new()
        {
            WorkerTaskQueue = new() { Name = Sticky, Kind = TaskQueueKind.Sticky, NormalName = Queue },
            ScheduleToStartTimeout = Duration.FromTimeSpan(scheduleToStart),
        };
        return Rpc.RespondWorkflowTaskCompletedAsync(request);
    }

    public Task FailAsync(PollWorkflowTaskQueueResponse task) => Rpc.RespondWorkflowTaskFailedAsync(new()
    {
        Namespace = Namespace,
        TaskToken = task.TaskToken,
        Identity = "worker",
        Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
        Failure = new() { Message = "on purpose", ApplicationFailureInfo = new() { Type = "Conformance" } },
    });

    public async Task<PollActivityTaskQueueResponse> PollActivityAsync()
    {
        var task = await TryPollActivityAsync(PollLimit);
        Assert.False(task.TaskToken.IsEmpty, "no activity task came");
        return task;
    }

    public Task<PollActivityTaskQueueResponse> TryPollActivityAsync(TimeSpan limit) => Rpc.PollActivityTaskQueueAsync(
        new() { Namespace = Namespace, TaskQueue = new() { Name = Queue }, Identity = "worker" },
        new() { Timeout = limit });

    public Task CompleteActivityAsync(PollActivityTaskQueueResponse task, string result = "\"done\"") =>
        Rpc.RespondActivityTaskCompletedAsync(new()
        {
            Namespace = Namespace,
            TaskToken = task.TaskToken,
            Identity = "worker",
            Result = new() { Payloads_ = { Json(result) } },
        });

    public Task FailActivityAsync(PollActivityTaskQueueResponse task, Action<ApplicationFailureInfo>? change = null)
    {
        var failure = new Failure { Message = "on purpose", ApplicationFailureInfo = new() { Type = "Conformance" } };
        change?.Invoke(failure.ApplicationFailureInfo);
        return Rpc.RespondActivityTaskFailedAsync(new()
        {
            Namespace = Namespace,
            TaskToken = task.TaskToken,
            Identity = "worker",
            Failure = failure,
        });
    }

    public Task<SignalWorkflowExecutionResponse> SignalAsync(
        string name, string? requestId = null, WorkflowExecution? execution = null) =>
        Rpc.SignalWorkflowExecutionAsync(new()
        {
            Namespace = Namespace,
            WorkflowExecution = execution ?? Execution,
            SignalName = name,
            RequestId = requestId ?? Guid.NewGuid().ToString(),
            Identity = "client",
        });

    public Task<QueryWorkflowResponse> QueryAsync(
        string type, QueryRejectCondition condition = QueryRejectCondition.None, TimeSpan? limit = null) =>
        Rpc.QueryWorkflowAsync(
            new()
            {
                Namespace = Namespace,
                Execution = Execution,
                Query = new WorkflowQuery { QueryType = type },
                QueryRejectCondition = condition,
            },
            new() { Timeout = limit ?? PollLimit });

    public async Task<DescribeWorkflowExecutionResponse> DescribeAsync(WorkflowExecution? execution = null) =>
        await Rpc.DescribeWorkflowExecutionAsync(new() { Namespace = Namespace, Execution = execution ?? Execution });

    public async Task<WorkflowExecutionStatus> StatusAsync(WorkflowExecution? execution = null) =>
        (await DescribeAsync(execution)).WorkflowExecutionInfo.Status;

    public async Task<PendingActivityInfo> PendingActivityAsync() => Assert.Single((await DescribeAsync()).PendingActivities);

    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(WorkflowExecution? execution = null)
    {
        var events = new List<HistoryEvent>();
        var token = ByteString.Empty;
        do
        {
            var page = await Rpc.GetWorkflowExecutionHistoryAsync(new()
            {
                Namespace = Namespace,
                Execution = execution ?? Execution,
                NextPageToken = token,
            });
            events.AddRange(page.History.Events);
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        return events;
    }

    /// <summary>The history must be exactly these types, with dense ids.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> HistoryIsAsync(params EventType[] expected)
    {
        var events = await HistoryAsync();
        Assert.Equal(expected, events.Select(e => e.EventType));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(id => (long)id), events.Select(e => e.EventId));
        return events;
    }

    public async Task TerminateAsync() => await Rpc.TerminateWorkflowExecutionAsync(new()
    {
        Namespace = Namespace,
        WorkflowExecution = Current,
        Reason = "conformance",
        Identity = "client",
    });

    public static Payload Json(string json) => new()
    {
        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
        Data = ByteString.CopyFromUtf8(json),
    };

    public static Payload NullPayload() => new() { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("binary/null") } };

    public static Payloads JsonArguments(string json) => new() { Payloads_ = { Json(json) } };
}
