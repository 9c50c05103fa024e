using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace DevServer.Tests.Engine;

/// <summary>
/// An engine with a clock under the test's thumb and a store in memory. Every call is a turn that is committed. With
/// <paramref name="restarts"/> the engine is built anew from what the store kept after every turn.
/// </summary>
internal sealed class EngineBench(bool restarts = false)
{
    public const string Queue = "queue";
    public const string WorkflowId = "wf";

    private readonly TestCatalog catalog = new();
    private readonly TestIds ids = new();
    private readonly List<InMemoryStore> lives = [new()];
    private WorkflowEngine? engine;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gets what came near a limit so far.</summary>
    public List<LimitWarning> Warnings { get; } = [];

    public InMemoryStore Store => lives[^1];

    private WorkflowEngine Engine => engine ??= Boot();

    public T Call<T>(Func<WorkflowEngine, DateTimeOffset, T> call)
    {
        try
        {
            return call(Engine, Now);
        }
        finally
        {
            EndTurn();
        }
    }

    public void Call(Action<WorkflowEngine, DateTimeOffset> call) => Call((running, now) =>
    {
        call(running, now);
        return 0;
    });

    /// <summary>Lets time pass, stopping at every deadline on the way.</summary>
    public void Advance(TimeSpan span)
    {
        var end = Now + span;
        while (Engine.NextDeadline is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            Call((running, now) => running.FireDue(now));
        }

        Now = end;
    }

    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets time pass while there is no server.</summary>
    public void Sleep(TimeSpan span)
    {
        Crash();
        Now += span;
        Call((running, now) => running.FireDue(now));
    }

    /// <summary>As after kill -9: what was committed, and a new engine.</summary>
    public void Crash()
    {
        lives.Add(Store.Recover());
        engine = null;
    }

    public StartWorkflowExecutionResponse Start(Action<StartWorkflowExecutionRequest>? change = null)
    {
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowId = WorkflowId,
            WorkflowType = new WorkflowType { Name = "Type" },
            TaskQueue = new TaskQueue { Name = Queue },
            Identity = "client",
            RequestId = $"request-{Guid.NewGuid()}",
        };
        change?.Invoke(request);
        return Call((running, now) => running.Start(request, now));
    }

    public void Signal(string name, string requestId = "") => Call((running, now) => running.Signal(
        new SignalWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowExecution = Execution(),
            SignalName = name,
            RequestId = requestId,
        },
        now));

    /// <summary>Sends an update; the call goes on waiting.</summary>
    public Waiting<UpdateWorkflowExecutionResponse> Update(
        string updateId, Stage stage = Stage.Completed, Action<UpdateWorkflowExecutionRequest>? change = null)
    {
        var request = new UpdateWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowExecution = Execution(),
            WaitPolicy = new() { LifecycleStage = stage },
            Request = new()
            {
                Meta = new() { UpdateId = updateId, Identity = "client" },
                Input = new() { Name = "change", Args = Make.Text("argument") },
            },
        };
        change?.Invoke(request);
        var waiting = new Waiting<UpdateWorkflowExecutionResponse>();
        Call((running, now) => running.Update(
            request,
            Ticket<UpdateWorkflowExecutionResponse>(reply => waiting.Reply = reply, error => waiting.Refusal = error, 20),
            now));
        return waiting;
    }

    /// <summary>Asks for an update; without a stage it does not wait.</summary>
    public Waiting<PollWorkflowExecutionUpdateResponse> PollUpdate(string updateId, Stage stage = Stage.Unspecified)
    {
        var waiting = new Waiting<PollWorkflowExecutionUpdateResponse>();
        Call((running, now) => running.PollUpdate(
            new PollWorkflowExecutionUpdateRequest
            {
                Namespace = TestCatalog.Name,
                UpdateRef = new() { WorkflowExecution = Execution(), UpdateId = updateId },
                WaitPolicy = new() { LifecycleStage = stage },
            },
            Ticket<PollWorkflowExecutionUpdateResponse>(
                reply => waiting.Reply = reply, error => waiting.Refusal = error, 20),
            now));
        return waiting;
    }

    /// <summary>Polls and leaves again if there is nothing.</summary>
    public PollWorkflowTaskQueueResponse? TryPoll(string queue = Queue, string identity = "worker")
    {
        PollWorkflowTaskQueueResponse? reply = null;
        var ticket = Ticket<PollWorkflowTaskQueueResponse>(answer => reply = answer);
        Call((running, now) => running.PollWorkflowTask(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new TaskQueue { Name = queue },
                Identity = identity,
            },
            ticket,
            now));
        Engine.Cancel(ticket);
        return reply;
    }

    /// <summary>A worker that polled, got nothing and is at work elsewhere: it did not hang up.</summary>
    public void ServeBriefly(string queue)
    {
        Call((running, now) => running.PollWorkflowTask(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new TaskQueue { Name = queue },
                Identity = "worker",
            },
            Ticket<PollWorkflowTaskQueueResponse>(_ => { }, seconds: 1),
            now));
        Advance(1);
    }

    public PollWorkflowTaskQueueResponse Poll(string queue = Queue) =>
        TryPoll(queue) ?? throw new InvalidOperationException("There is no workflow task.");

    public PollActivityTaskQueueResponse? TryPollActivity(string queue = Queue)
    {
        PollActivityTaskQueueResponse? reply = null;
        var ticket = Ticket<PollActivityTaskQueueResponse>(answer => reply = answer);
        Call((running, now) => running.PollActivityTask(
            new PollActivityTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new TaskQueue { Name = queue },
                Identity = "worker",
            },
            ticket,
            now));
        Engine.Cancel(ticket);
        return reply;
    }

    public PollActivityTaskQueueResponse PollActivity() =>
        TryPollActivity() ?? throw new InvalidOperationException("There is no activity task.");

    public RespondWorkflowTaskCompletedResponse Complete(PollWorkflowTaskQueueResponse task, params Command[] commands) =>
        CompleteWith(task, _ => { }, commands);

    public RespondWorkflowTaskCompletedResponse CompleteWith(
        PollWorkflowTaskQueueResponse task, Action<RespondWorkflowTaskCompletedRequest> change, params Command[] commands)
    {
        var request = new RespondWorkflowTaskCompletedRequest
        {
            Namespace = TestCatalog.Name,
            TaskToken = task.TaskToken,
            Identity = "worker",
            Commands = { commands },
        };
        change(request);
        return Call((running, now) => running.RespondWorkflowTaskCompleted(request, now));
    }

    public void CompleteActivity(PollActivityTaskQueueResponse task) => Call((running, now) =>
        running.RespondActivityTaskCompleted(
            new RespondActivityTaskCompletedRequest
            {
                TaskToken = task.TaskToken,
                Result = Make.Text("result"),
                Identity = "worker",
            },
            now));

    public void FailActivity(PollActivityTaskQueueResponse task, Failure? failure = null) => Call((running, now) =>
        running.RespondActivityTaskFailed(
            new RespondActivityTaskFailedRequest
            {
                TaskToken = task.TaskToken,
                Failure = failure ?? Make.Broken(),
                Identity = "worker",
            },
            now));

    public void CancelActivity(PollActivityTaskQueueResponse task) => Call((running, now) => running.RespondActivityTaskCanceled(
        new RespondActivityTaskCanceledRequest { TaskToken = task.TaskToken, Identity = "worker" }, now));

    public void Terminate(string runId = "", string firstRunId = "") => Call((running, now) => running.Terminate(
        new TerminateWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowExecution = Execution(runId),
            FirstExecutionRunId = firstRunId,
        },
        now));

    public void RequestCancel(string reason) => Call((running, now) => running.RequestCancel(
        new RequestCancelWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowExecution = Execution(),
            Reason = reason,
        },
        now));

    /// <summary>Expects a refusal with this code.</summary>
    public RpcError Refused(Action call, GrpcStatusCode code)
    {
        var error = Assert.Throws<RpcError>(call);
        Assert.Equal(code, error.Code);
        return error;
    }

    public bool Heartbeat(PollActivityTaskQueueResponse task, string details = "beat") => Call((running, now) =>
        running.RecordActivityTaskHeartbeat(
            new RecordActivityTaskHeartbeatRequest { TaskToken = task.TaskToken, Details = Make.Text(details) }, now)).CancelRequested;

    /// <summary>Polls and completes with these commands.</summary>
    public void Work(params Command[] commands) => Complete(Poll(), commands);

    public void FailTask(PollWorkflowTaskQueueResponse task) => Call((running, now) => running.RespondWorkflowTaskFailed(
        new RespondWorkflowTaskFailedRequest
        {
            TaskToken = task.TaskToken,
            Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            Identity = "worker",
        },
        now));

    public IReadOnlyList<HistoryEvent> Events(string workflowId = WorkflowId, string runId = "")
    {
        GetWorkflowExecutionHistoryResponse? reply = null;
        Call((running, now) => running.GetHistory(
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = TestCatalog.Name,
                Execution = new WorkflowExecution { WorkflowId = workflowId, RunId = runId },
            },
            Ticket<GetWorkflowExecutionHistoryResponse>(answer => reply = answer),
            now));
        return reply!.History.Events;
    }

    /// <summary>Event types by id, from an id on: short to compare.</summary>
    public string Shape(int from = 1, string runId = "", string workflowId = WorkflowId) =>
        string.Join(' ', Events(workflowId, runId)
            .Where(read => read.EventId >= from)
            .Select(read => $"{read.EventId}:{read.EventType}"));

    public DescribeWorkflowExecutionResponse Describe(string runId = "") => Call((running, now) => running.Describe(
        new DescribeWorkflowExecutionRequest { Namespace = TestCatalog.Name, Execution = Execution(runId) }, now));

    public Ticket<T> Ticket<T>(Action<T> onReply, Action<RpcError>? onRefusal = null, double seconds = 60) =>
        new(Now + TimeSpan.FromSeconds(seconds), onReply, onRefusal ?? (error => throw error));

    public static WorkflowExecution Execution(string runId = "") => new() { WorkflowId = WorkflowId, RunId = runId };

    private WorkflowEngine Boot()
    {
        var booted = new WorkflowEngine(new EngineOptions(), catalog, Store, ids);
        booted.Recover(Store.Load(), Now);
        Store.Apply(booted.EndTurn().Batch);
        Store.Commit();
        return booted;
    }

    private void EndTurn()
    {
        var output = Engine.EndTurn();
        Store.Apply(output.Batch);
        Store.Commit();
        Warnings.AddRange(output.Warnings);
        foreach (var completion in output.Completions)
        {
            completion();
        }

        if (restarts)
        {
            Crash();
        }
    }
}
