using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>
/// One request to cancel another workflow; without a number when nobody waits for it (a child's cancellation).
/// </summary>
internal sealed class ExternalCancelMachine
    : TableMachine<ExternalCancelMachine, ExternalCancelMachine.CancelState, ExternalCancelMachine.Trigger>
{
    internal static readonly TransitionTable<ExternalCancelMachine, CancelState, Trigger> Table = new("ExternalCancel")
    {
        { CancelState.Created, Trigger.Initiated, CancelState.Initiated },
        { CancelState.Initiated, Trigger.Requested, CancelState.Closed, m => m.Resolve(null) },
        { CancelState.Initiated, Trigger.Failed, CancelState.Closed, (m, e) => m.OnFailed(e) },
    };

    private readonly uint? seq;
    private readonly string workflowId;

    public ExternalCancelMachine(
        IMachineHost host, uint? seq, RequestCancelExternalWorkflowExecutionCommandAttributes attributes)
        : base(host, Table, CancelState.Created)
    {
        this.seq = seq;
        workflowId = attributes.WorkflowId;
        host.Enqueue(new(
            this,
            new Command
            {
                CommandType = CommandType.RequestCancelExternalWorkflowExecution,
                RequestCancelExternalWorkflowExecutionCommandAttributes = attributes,
            },
            EventType.RequestCancelExternalWorkflowExecutionInitiated));
    }

    internal enum CancelState
    {
        Created,
        Initiated,
        Closed,
    }

    internal enum Trigger
    {
        Initiated,
        Requested,
        Failed,
    }

    public override bool IsFinal => State == CancelState.Closed;

    public override string ToString() => $"cancellation of workflow {workflowId}";

    protected override Trigger? TriggerOf(HistoryEvent e) => e.EventType switch
    {
        EventType.RequestCancelExternalWorkflowExecutionInitiated => Trigger.Initiated,
        EventType.ExternalWorkflowExecutionCancelRequested => Trigger.Requested,
        EventType.RequestCancelExternalWorkflowExecutionFailed => Trigger.Failed,
        _ => null,
    };

    private void OnFailed(HistoryEvent e)
    {
        var cause = e.RequestCancelExternalWorkflowExecutionFailedEventAttributes.Cause;
        var reason = cause switch
        {
            CancelExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound => "it was not found",
            CancelExternalWorkflowExecutionFailedCause.NamespaceNotFound => "the namespace was not found",
            _ => "of an unknown cause",
        };
        Resolve(new()
        {
            Message = $"Unable to cancel external workflow because {reason}",
            ApplicationFailureInfo = new() { Type = cause.ToString() },
        });
    }

    private void Resolve(Failure? failure)
    {
        if (seq is { } number)
        {
            Host.AddJob(new ActivationJob.ResolveCancelExternal(number, failure));
        }
    }
}
