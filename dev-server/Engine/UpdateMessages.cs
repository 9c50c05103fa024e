using DirectedExecution.DevServer.Engine.Commands;
using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What a worker says about updates with the completion of a task. Events are written where a command names the
/// message, or after all commands; callers hear of it in <see cref="Settle"/>, when nothing can be refused any more.
/// </summary>
internal sealed class UpdateMessages(EngineCore core, Run run, IEnumerable<Message> messages)
{
    private readonly List<Message> waiting = [.. messages];
    private readonly HashSet<string> answered = [];
    private readonly List<Action> effects = [];
    private readonly Dictionary<string, Outcome> outcomes = [];

    /// <summary>Nothing but rejections, which leave no event.</summary>
    public bool AreAllRejections => waiting.TrueForAll(message => message.Body?.Is(Rejection.Descriptor) == true);

    /// <summary>A command names the message that is to be processed now.</summary>
    public void Apply(string messageId)
    {
        var index = waiting.FindIndex(message => message.Id == messageId);
        if (index < 0)
        {
            throw Bad($"ProtocolMessageCommand referenced absent message ID {messageId}");
        }

        var named = waiting[index];
        waiting.RemoveAt(index);
        Apply(named);
    }

    /// <summary>Messages that no command names. After a close only rejections still mean something.</summary>
    public void ApplyRest()
    {
        foreach (var message in waiting.ToList())
        {
            if (run.IsOpen || message.Body?.Is(Rejection.Descriptor) == true)
            {
                Apply(message);
            }
        }

        waiting.Clear();
    }

    /// <summary>Tells those who wait, and rejects what the worker was given and has said nothing about.</summary>
    public void Settle(bool isHeartbeat)
    {
        effects.ForEach(effect => effect());
        if (isHeartbeat || !run.IsOpen)
        {
            return;
        }

        foreach (var ignored in core.Updates.Sent(run).Where(live => !answered.Contains(live.Id)))
        {
            run.State.Updates.Remove(ignored.Id);
            core.Updates.Advance(
                ignored, UpdateTrigger.Reject, UpdateStanding.Completed(UpdateFailures.Unprocessed()));
        }
    }

    private static CommandRejectedException Bad(string message) =>
        new(WorkflowTaskFailedCause.BadUpdateWorkflowExecutionMessage, message);

    private void Apply(Message message)
    {
        if (message.ProtocolInstanceId.Length == 0)
        {
            throw Bad($"message {message.Id} names no update");
        }

        if (Read<Acceptance>(message) is { } acceptance)
        {
            Accept(message.ProtocolInstanceId, acceptance);
        }
        else if (Read<Rejection>(message) is { } rejection)
        {
            Reject(message.ProtocolInstanceId, rejection);
        }
        else if (Read<Response>(message) is { } response)
        {
            Complete(message.ProtocolInstanceId, response);
        }
        else
        {
            throw Bad($"message {message.Id} has a body of an unknown type {message.Body?.TypeUrl}");
        }
    }

    private static T? Read<T>(Message message)
        where T : class, IMessage<T>, new()
    {
        try
        {
            return message.Body is { } body && body.TryUnpack<T>(out var read) ? read : null;
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw Bad($"message {message.Id} cannot be read: {damaged.Message}");
        }
    }

    private void Accept(string updateId, Acceptance acceptance)
    {
        var live = Unanswered(updateId, acceptance.AcceptedRequest);
        if (acceptance.AcceptedRequestMessageId.Length == 0)
        {
            throw Bad($"the acceptance of update {updateId} names no request message");
        }

        var accepted = run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionUpdateAccepted,
            WorkflowExecutionUpdateAcceptedEventAttributes = new WorkflowExecutionUpdateAcceptedEventAttributes
            {
                ProtocolInstanceId = updateId,
                AcceptedRequestMessageId = acceptance.AcceptedRequestMessageId,
                AcceptedRequestSequencingEventId = acceptance.AcceptedRequestSequencingEventId,
                AcceptedRequest = live.Request,
            },
        });
        if (!run.State.Updates.TryGetValue(updateId, out var known))
        {
            run.State.Updates[updateId] = known = new UpdateState();
        }

        known.AcceptedEventId = accepted.EventId;
        effects.Add(() => core.Updates.Advance(live, UpdateTrigger.Accept, StandingAfter(updateId)));
    }

    /// <summary>Who waits for the acceptance hears of what came of it in the same breath.</summary>
    private UpdateStanding StandingAfter(string updateId) =>
        outcomes.TryGetValue(updateId, out var outcome) ? UpdateStanding.Completed(outcome)
        : run.IsOpen ? UpdateStanding.Accepted
        : UpdateStanding.Completed(UpdateFailures.Overtaken());

    private void Reject(string updateId, Rejection rejection)
    {
        var live = Unanswered(updateId, rejection.RejectedRequest);
        if (rejection.Failure is not { } failure)
        {
            throw Bad($"the rejection of update {updateId} has no failure");
        }

        run.State.Updates.Remove(updateId);
        effects.Add(() => core.Updates.Advance(
            live, UpdateTrigger.Reject, UpdateStanding.Completed(new Outcome { Failure = failure })));
    }

    private void Complete(string updateId, Response response)
    {
        if (!run.State.Updates.TryGetValue(updateId, out var known) || known.AcceptedEventId == 0 ||
            core.Updates.FindForAnswer(run, updateId, carried: null) is not { } live)
        {
            throw Bad($"update {updateId} was not accepted, or is completed");
        }

        if (response.Outcome is not { ValueCase: not Outcome.ValueOneofCase.None } outcome)
        {
            throw Bad($"the response to update {updateId} has no outcome");
        }

        var completed = run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionUpdateCompleted,
            WorkflowExecutionUpdateCompletedEventAttributes = new WorkflowExecutionUpdateCompletedEventAttributes
            {
                Meta = response.Meta,
                Outcome = outcome,
                AcceptedEventId = known.AcceptedEventId,
            },
        });
        known.CompletedEventId = completed.EventId;
        outcomes[updateId] = outcome;
        effects.Add(() => core.Updates.Advance(live, UpdateTrigger.Complete, UpdateStanding.Completed(outcome)));
    }

    /// <summary>An update that a worker may accept or reject: it has it, and has not answered it.</summary>
    private LiveUpdate Unanswered(string updateId, Request? carried)
    {
        if (core.Updates.FindForAnswer(run, updateId, carried) is not { Status: UpdateStatus.Sent } live ||
            !answered.Add(updateId))
        {
            throw Bad($"update {updateId} is not known, or was answered before");
        }

        return live;
    }
}
