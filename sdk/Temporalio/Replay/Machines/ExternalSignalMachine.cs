using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>One signal to another workflow. Once sent it cannot be taken back.</summary>
internal sealed class ExternalSignalMachine
    : TableMachine<ExternalSignalMachine, ExternalSignalMachine.SignalState, ExternalSignalMachine.Trigger>
{
    internal static readonly TransitionTable<ExternalSignalMachine, SignalState, Trigger> Table = new("ExternalSignal")
    {
        { SignalState.Created, Trigger.Initiated, SignalState.Initiated },
        { SignalState.Created, Trigger.Cancel, SignalState.Dropped, m => m.Drop() },
        { SignalState.Initiated, Trigger.Signaled, SignalState.Closed, m => m.Resolve(null) },
        { SignalState.Initiated, Trigger.Failed, SignalState.Closed, (m, e) => m.OnFailed(e) },
        { SignalState.Initiated, Trigger.Cancel, SignalState.Initiated },
        { SignalState.Closed, Trigger.Cancel, SignalState.Closed },
    };

    private readonly uint seq;
    private readonly SignalExternalWorkflowExecutionCommandAttributes attributes;
    private readonly OutgoingCommand send;

    public ExternalSignalMachine(IMachineHost host, WorkflowCommand.SignalExternal command)
        : base(host, Table, SignalState.Created)
    {
        seq = command.Seq;
        attributes = command.Attributes;
        send = new(
            this,
            new Command
            {
                CommandType = CommandType.SignalExternalWorkflowExecution,
                SignalExternalWorkflowExecutionCommandAttributes = attributes,
            },
            EventType.SignalExternalWorkflowExecutionInitiated);
        host.Enqueue(send);
    }

    internal enum SignalState
    {
        Created,
        Initiated,
        Closed,
        Dropped,
    }

    internal enum Trigger
    {
        Initiated,
        Signaled,
        Failed,
        Cancel,
    }

    public override bool IsFinal => State is SignalState.Closed or SignalState.Dropped;

    public void Cancel() => Fire(Trigger.Cancel);

    public override string ToString() => $"signal {attributes.SignalName} to workflow {attributes.Execution.WorkflowId}";

    protected override Trigger? TriggerOf(HistoryEvent e) => e.EventType switch
    {
        EventType.SignalExternalWorkflowExecutionInitiated => Trigger.Initiated,
        EventType.ExternalWorkflowExecutionSignaled => Trigger.Signaled,
        EventType.SignalExternalWorkflowExecutionFailed => Trigger.Failed,
        _ => null,
    };

    private void Drop()
    {
        send.Drop();
        Resolve(new() { Message = "Signal was cancelled before being sent", CanceledFailureInfo = new() });
    }

    private void OnFailed(HistoryEvent e)
    {
        var cause = e.SignalExternalWorkflowExecutionFailedEventAttributes.Cause;
        var reason = cause switch
        {
            SignalExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound => "it was not found",
            SignalExternalWorkflowExecutionFailedCause.NamespaceNotFound => "the namespace was not found",
            SignalExternalWorkflowExecutionFailedCause.SignalCountLimitExceeded => "the per-workflow signal limit was exceeded",
            _ => "of an unknown cause",
        };
        Resolve(new()
        {
            Message = $"Unable to signal external workflow because {reason}",
            ApplicationFailureInfo = new() { Type = cause.ToString() },
        });
    }

    private void Resolve(Failure? failure) => Host.AddJob(new ActivationJob.ResolveSignalExternal(seq, failure));
}
