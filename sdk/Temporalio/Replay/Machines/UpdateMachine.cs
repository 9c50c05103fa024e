using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;

namespace Temporalio.Replay.Machines;

/// <summary>
/// One update: delivered, then accepted or rejected in the same activation, and some time later finished.
/// </summary>
internal sealed class UpdateMachine : TableMachine<UpdateMachine, UpdateMachine.UpdateState, UpdateMachine.Trigger>
{
    internal static readonly TransitionTable<UpdateMachine, UpdateState, Trigger> Table = new("Update")
    {
        { UpdateState.Delivered, Trigger.Accept, UpdateState.Accepting, m => m.SendAcceptance() },
        { UpdateState.Delivered, Trigger.Reject, UpdateState.Rejected },
        { UpdateState.Accepting, Trigger.Accepted, UpdateState.Accepted },
        { UpdateState.Accepting, Trigger.Finish, UpdateState.AcceptingAndFinishing, m => m.SendOutcome() },
        { UpdateState.AcceptingAndFinishing, Trigger.Accepted, UpdateState.Finishing },
        { UpdateState.Accepted, Trigger.Finish, UpdateState.Finishing, m => m.SendOutcome() },
        { UpdateState.Finishing, Trigger.Completed, UpdateState.Completed },
    };

    private readonly string messageId;
    private readonly long sequencingEventId;
    private readonly string instanceId;
    private Outcome outcome = new();

    public UpdateMachine(IMachineHost host, string messageId, string instanceId, long sequencingEventId, Request request)
        : base(host, Table, UpdateState.Delivered)
    {
        this.messageId = messageId;
        this.instanceId = instanceId;
        this.sequencingEventId = sequencingEventId;
        Request = request;
    }

    internal enum UpdateState
    {
        Delivered,
        Accepting,
        AcceptingAndFinishing,
        Accepted,
        Finishing,
        Completed,
        Rejected,
    }

    internal enum Trigger
    {
        Accept,
        Reject,
        Finish,
        Accepted,
        Completed,
    }

    public Request Request { get; }

    public override bool IsFinal => State is UpdateState.Completed or UpdateState.Rejected;

    public void Accept() => Fire(Trigger.Accept);

    /// <summary>Rejects; the server keeps no trace of it, so that the answer is a message without a command.</summary>
    public Message Reject(Failure failure)
    {
        Fire(Trigger.Reject);
        return MessageOf("reject", new Rejection
        {
            RejectedRequestMessageId = messageId,
            RejectedRequestSequencingEventId = sequencingEventId,
            RejectedRequest = Request,
            Failure = failure,
        });
    }

    public void Finish(Outcome with)
    {
        outcome = with;
        Fire(Trigger.Finish);
    }

    public override string ToString() => $"update {instanceId} named {Request.Input?.Name}";

    protected override Trigger? TriggerOf(HistoryEvent e) => e.EventType switch
    {
        EventType.WorkflowExecutionUpdateAccepted
            when e.WorkflowExecutionUpdateAcceptedEventAttributes.ProtocolInstanceId == instanceId => Trigger.Accepted,
        EventType.WorkflowExecutionUpdateCompleted
            when e.WorkflowExecutionUpdateCompletedEventAttributes.Meta?.UpdateId == instanceId => Trigger.Completed,
        _ => null,
    };

    private void SendAcceptance() => Send(EventType.WorkflowExecutionUpdateAccepted, MessageOf("accept", new Acceptance
    {
        AcceptedRequestMessageId = messageId,
        AcceptedRequestSequencingEventId = sequencingEventId,
        AcceptedRequest = Request,
    }));

    private void SendOutcome() => Send(
        EventType.WorkflowExecutionUpdateCompleted,
        MessageOf("complete", new Response { Meta = Request.Meta, Outcome = outcome }));

    private void Send(EventType mirroredBy, Message message) => Host.Enqueue(new(
        this,
        new Command
        {
            CommandType = CommandType.ProtocolMessage,
            ProtocolMessageCommandAttributes = new() { MessageId = message.Id },
        },
        mirroredBy,
        message));

    private Message MessageOf(string suffix, IMessage body) => new()
    {
        Id = $"{messageId}/{suffix}",
        ProtocolInstanceId = instanceId,
        Body = Any.Pack(body),
    };
}
