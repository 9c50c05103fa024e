using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sdk.Tests.Replay;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Converters;
using Temporalio.Worker;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>
/// Runs a workflow without a server: its commands become events as a server would write them. Every task is handled twice,
/// by the cached run and by a fresh one that replays everything, and both must answer the same.
/// </summary>
internal sealed partial class WorkflowRig
{
    private readonly WorkflowRun cached;
    private long seen;

    public WorkflowRig(
        Type workflow,
        object?[]? args = null,
        DataConverter? converter = null,
        Type[]? failureTypes = null,
        ILoggerFactory? loggers = null,
        TimeSpan? deadlockTimeout = null,
        Func<WorkflowInboundInterceptor, WorkflowInboundInterceptor>? intercept = null,
        WorkflowStackTrace stackTrace = WorkflowStackTrace.None,
        Func<PatchActivationInput, bool>? activatePatch = null)
    {
        Context = new()
        {
            Namespace = "default",
            TaskQueue = "queue",
            Workflows = new([WorkflowDefinition.Create(workflow)]),
            DataConverter = converter ?? DataConverter.Default,
            LoggerFactory = loggers ?? NullLoggerFactory.Instance,
            FailureExceptionTypes = failureTypes ?? [],
            DeadlockTimeout = deadlockTimeout ?? TimeSpan.FromSeconds(30),
            InterceptWorkflow = intercept ?? (next => next),
            StackTrace = stackTrace,
            ActivatePatch = activatePatch,
        };
        Type = WorkflowDefinition.Create(workflow).Name ?? "Dynamic";
        cached = NewRun();
        History.Started(Type, args ?? []);
    }

    public WorkflowRunContext Context { get; init; }

    public HistoryBuilder History { get; } = new();

    public string Type { get; }

    /// <summary>Gets the answer to the last task.</summary>
    public WorkflowTaskResult.Completed Last { get; private set; } = null!;

    public static string Text(Command command) => command.CommandType switch
    {
        CommandType.StartTimer =>
            $"StartTimer {command.StartTimerCommandAttributes.TimerId} {command.StartTimerCommandAttributes.StartToFireTimeout.ToTimeSpan()}",
        CommandType.CancelTimer => $"CancelTimer {command.CancelTimerCommandAttributes.TimerId}",
        CommandType.ScheduleActivityTask =>
            $"ScheduleActivity {command.ScheduleActivityTaskCommandAttributes.ActivityId} " +
            command.ScheduleActivityTaskCommandAttributes.ActivityType.Name,
        CommandType.RequestCancelActivityTask =>
            $"CancelActivity {command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId}",
        CommandType.CompleteWorkflowExecution =>
            "Complete " + command.CompleteWorkflowExecutionCommandAttributes.Result.Payloads_[0].Data.ToStringUtf8(),
        CommandType.FailWorkflowExecution => $"Fail {command.FailWorkflowExecutionCommandAttributes.Failure.Message}",
        CommandType.CancelWorkflowExecution => "Cancel",
        CommandType.ContinueAsNewWorkflowExecution =>
            $"ContinueAsNew {command.ContinueAsNewWorkflowExecutionCommandAttributes.WorkflowType.Name}",
        CommandType.RecordMarker => $"Marker {command.RecordMarkerCommandAttributes.MarkerName}",
        CommandType.StartChildWorkflowExecution =>
            $"StartChild {command.StartChildWorkflowExecutionCommandAttributes.WorkflowId}",
        CommandType.RequestCancelExternalWorkflowExecution =>
            $"CancelExternal {command.RequestCancelExternalWorkflowExecutionCommandAttributes.WorkflowId}",
        CommandType.SignalExternalWorkflowExecution =>
            $"SignalExternal {command.SignalExternalWorkflowExecutionCommandAttributes.SignalName}",
        _ => command.CommandType.ToString(),
    };

    /// <summary>Runs the next task, which must succeed, and writes its events.</summary>
    /// <returns>Its commands in words.</returns>
    public async Task<string[]> TaskAsync(Action<HistoryBuilder>? before = null, params Message[] messages)
    {
        var result = await TryTaskAsync(before, messages);
        if (result is WorkflowTaskResult.Failed failed)
        {
            throw new InvalidOperationException("The task failed: " + failed.Exception, failed.Exception);
        }

        Last = Assert.IsType<WorkflowTaskResult.Completed>(result);
        Append(Last);
        return [.. Last.Commands.Select(Text)];
    }

    /// <summary>Runs the next task without writing what came of it.</summary>
    public async Task<WorkflowTaskResult> TryTaskAsync(Action<HistoryBuilder>? before = null, params Message[] messages)
    {
        before?.Invoke(History);
        History.OpenTask();
        var fromCache = await cached.HandleAsync(TaskOf(seen, messages));
        var fromScratch = await NewRun().HandleAsync(TaskOf(0, messages));
        seen = History.LastId;
        Assert.Equal(Describe(fromScratch), Describe(fromCache));
        return fromCache;
    }

    /// <summary>Asks on the cached run.</summary>
    public async Task<T> QueryAsync<T>(string name, params object?[] args) =>
        Answer<T>(await cached.HandleAsync(QueryTask([], name, args)));

    /// <summary>Asks on a run that replays everything first.</summary>
    public async Task<T> QueryFreshAsync<T>(string name, params object?[] args) =>
        Answer<T>(await NewRun().HandleAsync(QueryTask([.. History.Events], name, args)));

    public async Task<WorkflowTaskResult> TryQueryAsync(string name, params object?[] args) =>
        await cached.HandleAsync(QueryTask([], name, args));

    /// <summary>Replays the history so far.</summary>
    public Task<WorkflowReplayResult> ReplayAsync() => new WorkflowReplayer(new WorkflowReplayerOptions
    {
        Workflows = { Context.Workflows.Find(Type)! },
        DataConverter = Context.DataConverter,
        DebugMode = true,
    }).ReplayWorkflowAsync(new("wf", History.Events), throwOnReplayFailure: false);

    public WorkflowRun NewRun() => new(Context, new("wf", HistoryBuilder.RunId, Type));

    public Message UpdateMessage(string id, string name, params object?[] args) => new()
    {
        Id = id + "/request",
        ProtocolInstanceId = id,
        EventId = History.LastId + 1,
        Body = Google.Protobuf.WellKnownTypes.Any.Pack(new Request
        {
            Meta = new() { UpdateId = id, Identity = "test" },
            Input = new() { Name = name, Args = HistoryBuilder.PayloadsOf(args) },
        }),
    };

    // Where reflection stands in a stack trace depends on how often it was used.
    [GeneratedRegex("\"stackTrace\": \"([^\"\\\\]|\\\\.)*\"")]
    private static partial Regex StackTraces();

    private static string Describe(WorkflowTaskResult result) => result switch
    {
        WorkflowTaskResult.Completed completed =>
            StackTraces().Replace(
                string.Join('\n', completed.Commands.Select(c => c.ToString()).Concat(completed.Messages.Select(m => m.Id))),
                string.Empty),
        WorkflowTaskResult.Failed failed => $"{failed.Cause} {failed.Failure.Message}",
        _ => result.ToString(),
    };

    private static T Answer<T>(WorkflowTaskResult result) => result switch
    {
        WorkflowTaskResult.QueryAnswered answered => DataConverter.Default.PayloadConverter.ToValue<T>(answered.Answer.Payloads_[0]),
        WorkflowTaskResult.QueryFailed failed => throw new InvalidOperationException(failed.Message),
        _ => throw new InvalidOperationException(result.ToString()),
    };

    private WorkflowTask TaskOf(long after, Message[] messages) => new()
    {
        Events = [.. History.Events.Where(e => e.EventId > after)],
        PreviousStartedEventId = History.PreviousStartedId,
        Messages = messages,
    };

    private WorkflowTask QueryTask(HistoryEvent[] events, string name, object?[] args) => new()
    {
        Events = events,
        PreviousStartedEventId = History.PreviousStartedId,
        LegacyQuery = new WorkflowQuery { QueryType = name, QueryArgs = HistoryBuilder.PayloadsOf(args) },
    };

    private void Append(WorkflowTaskResult.Completed completed)
    {
        History.TaskCompleted(completed.SdkMetadata);
        foreach (var command in completed.Commands)
        {
            CommandMirror.Append(History, command, completed.Messages);
        }
    }
}
