using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Converters;
using Temporalio.Replay;

namespace Temporalio.Worker;

/// <summary>Decodes what comes to a run and encodes what goes out, outside of the workflow's thread.</summary>
internal sealed class WorkflowRunCodec(WorkflowRunContext context, WorkflowRunStart start)
{
    private readonly IPayloadCodec? codec = context.DataConverter
        .WithSerializationContext(new ISerializationContext.Workflow(context.Namespace, start.WorkflowId)).PayloadCodec;

    private readonly Dictionary<long, IPayloadCodec> activityCodecs = [];

    /// <summary>The task with everything decoded; what was given is left as it is.</summary>
    public async Task<WorkflowTask> DecodeAsync(WorkflowTask task)
    {
        if (codec is null)
        {
            return task;
        }

        var events = new List<HistoryEvent>(task.Events.Count);
        foreach (var e in task.Events)
        {
            events.Add(await DecodeAsync(e));
        }

        var queries = new Dictionary<string, WorkflowQuery>();
        foreach (var (id, query) in task.Queries)
        {
            queries.Add(id, await DecodedAsync(query, codec));
        }

        var messages = new List<Message>();
        foreach (var message in task.Messages)
        {
            messages.Add(await WithBodyAsync(message, new(codec.DecodeAsync)));
        }

        var legacy = task.LegacyQuery is { } asked ? await DecodedAsync(asked, codec) : null;
        return task with { Events = events, Queries = queries, LegacyQuery = legacy, Messages = messages };
    }

    public async Task EncodeAsync(IEnumerable<Command> commands)
    {
        foreach (var command in commands.Where(_ => codec is not null))
        {
            await new WorkflowRunPayloads(CodecFor(command).EncodeAsync).ApplyAsync(command);
        }
    }

    /// <summary>A local activity as it is carried out: with everything encoded.</summary>
    public async Task<LocalActivityRequest> EncodeAsync(LocalActivityRequest request)
    {
        if (codec is null)
        {
            return request;
        }

        var payloads = new WorkflowRunPayloads(CodecOfLocal(request.ActivityId, request.ActivityType).EncodeAsync);
        var encoded = request with { Input = request.Input?.Clone(), Header = request.Header?.Clone() };
        await ApplyAsync(payloads, encoded.Input);
        await ApplyAsync(payloads, encoded.Header);
        return encoded;
    }

    /// <summary>The end of a local activity, decoded for the workflow's code and encoded for its history.</summary>
    public async Task<LocalActivityResolution> DecodeAsync(LocalActivityRequest request, LocalActivityResolution end)
    {
        if (codec is null)
        {
            return end with { Result = end.RecordedResult, Failure = end.RecordedFailure };
        }

        var used = CodecOfLocal(request.ActivityId, request.ActivityType);
        var result = end.RecordedResult is { } recorded ? await DecodedAsync(new Payloads { Payloads_ = { recorded } }, used) : null;
        var failure = end.RecordedFailure is { } failed ? await DecodedAsync(failed, used) : null;
        return end with { Result = result?.Payloads_.Single(), Failure = failure };
    }

    public async Task EncodeAsync(IMessage message)
    {
        if (codec is not null)
        {
            await new WorkflowRunPayloads(codec.EncodeAsync).ApplyAsync(message);
        }
    }

    public async Task<IReadOnlyList<Message>> EncodeAsync(IReadOnlyList<Message> messages) => codec is null
        ? messages
        : await Task.WhenAll(messages.Select(message => WithBodyAsync(message, new(codec.EncodeAsync))));

    /// <summary>An exception as a failure that can be sent, whatever the user's converters make of it.</summary>
    public async Task<Failure> FailureOfAsync(Exception exception)
    {
        try
        {
            var converter = context.DataConverter.WithSerializationContext(
                new ISerializationContext.Workflow(context.Namespace, start.WorkflowId));
            var failure = converter.FailureConverter.ToFailure(exception, converter.PayloadConverter);
            await EncodeAsync(failure);
            return failure;
        }
        catch (Exception e)
        {
            return new()
            {
                Message = $"{exception.Message} (the failure could not be converted: {e.Message})",
                ApplicationFailureInfo = new() { Type = exception.GetType().Name },
            };
        }
    }

    private static Task ApplyAsync(WorkflowRunPayloads payloads, IMessage? message) =>
        message is null ? Task.CompletedTask : payloads.ApplyAsync(message);

    private static async Task<T> DecodedAsync<T>(T message, IPayloadCodec codec)
        where T : IMessage, IDeepCloneable<T>
    {
        var clone = message.Clone();
        await new WorkflowRunPayloads(codec.DecodeAsync).ApplyAsync(clone);
        return clone;
    }

    private static async Task<Message> WithBodyAsync(Message message, WorkflowRunPayloads payloads)
    {
        IMessage? body =
            message.Body.TryUnpack<Request>(out var request) ? request :
            message.Body.TryUnpack<Acceptance>(out var acceptance) ? acceptance :
            message.Body.TryUnpack<Rejection>(out var rejection) ? rejection :
            message.Body.TryUnpack<Response>(out var response) ? response : null;
        if (body is null)
        {
            return message;
        }

        await payloads.ApplyAsync(body);
        var clone = message.Clone();
        clone.Body = Any.Pack(body);
        return clone;
    }

    // The mirror of a command is only compared by id and type: decoding it would be wasted.
    private async Task<HistoryEvent> DecodeAsync(HistoryEvent e)
    {
        if (e.EventType == EventType.ActivityTaskScheduled)
        {
            var scheduled = e.ActivityTaskScheduledEventAttributes;
            activityCodecs[e.EventId] = CodecOf(scheduled.ActivityId, scheduled.ActivityType.Name, scheduled.TaskQueue?.Name);
        }

        if (LocalActivityMarker.TryRead(e, out var marker))
        {
            return await DecodedMarkerAsync(e, CodecOfLocal(marker.ActivityId, marker.ActivityType));
        }

        if (EventKinds.IsCommand(e.EventType) && e.EventType != EventType.WorkflowExecutionUpdateAccepted)
        {
            return e;
        }

        var used = codec!;
        if (e.EventType is EventType.ActivityTaskCompleted or EventType.ActivityTaskFailed or EventType.ActivityTaskTimedOut
            or EventType.ActivityTaskCanceled && activityCodecs.Remove(EventText.InitiatingId(e) ?? 0, out var ofActivity))
        {
            used = ofActivity;
        }
        else if (EndedChildOf(e) is { } child)
        {
            used = CodecOfWorkflow(child.WorkflowId);
        }

        return await DecodedAsync(e, used);
    }

    private static WorkflowExecution? EndedChildOf(HistoryEvent e) => e.EventType switch
    {
        EventType.ChildWorkflowExecutionCompleted => e.ChildWorkflowExecutionCompletedEventAttributes.WorkflowExecution,
        EventType.ChildWorkflowExecutionFailed => e.ChildWorkflowExecutionFailedEventAttributes.WorkflowExecution,
        EventType.ChildWorkflowExecutionCanceled => e.ChildWorkflowExecutionCanceledEventAttributes.WorkflowExecution,
        _ => null,
    };

    // The data of a marker are the SDK's own and never encoded.
    private static async Task<HistoryEvent> DecodedMarkerAsync(HistoryEvent e, IPayloadCodec codec)
    {
        var payloads = new WorkflowRunPayloads(codec.DecodeAsync);
        var clone = e.Clone();
        var recorded = clone.MarkerRecordedEventAttributes;
        if (recorded.Details.TryGetValue(LocalActivityMarker.ResultKey, out var result))
        {
            await payloads.ApplyAsync(result);
        }

        await ApplyAsync(payloads, recorded.Failure);
        return clone;
    }

    // What goes to another workflow is encoded as that one decodes it.
    private IPayloadCodec CodecFor(Command command) => command switch
    {
        { ScheduleActivityTaskCommandAttributes: { } activity } =>
            CodecOf(activity.ActivityId, activity.ActivityType.Name, activity.TaskQueue.Name),
        { StartChildWorkflowExecutionCommandAttributes: { } child } => CodecOfWorkflow(child.WorkflowId),
        { SignalExternalWorkflowExecutionCommandAttributes.Execution: { } other } => CodecOfWorkflow(other.WorkflowId),
        _ => codec!,
    };

    private IPayloadCodec CodecOfWorkflow(string id) => context.DataConverter
        .WithSerializationContext(new ISerializationContext.Workflow(context.Namespace, id)).PayloadCodec!;

    private IPayloadCodec CodecOfLocal(string id, string type) => CodecOf(id, type, context.TaskQueue, isLocal: true);

    private IPayloadCodec CodecOf(string id, string type, string? queue, bool isLocal = false) => context.DataConverter.WithSerializationContext(
        new ISerializationContext.Activity(
            context.Namespace, id, start.WorkflowId, start.WorkflowType, type, queue, isLocal)).PayloadCodec!;
}
