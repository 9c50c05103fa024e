using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Workflows;

namespace Temporalio.Replay.Machines;

/// <summary>One child workflow. Forgotten means that the workflow code was told of the cancellation already.</summary>
internal sealed class ChildWorkflowMachine
    : TableMachine<ChildWorkflowMachine, ChildWorkflowMachine.ChildState, ChildWorkflowMachine.Trigger>
{
    internal static readonly TransitionTable<ChildWorkflowMachine, ChildState, Trigger> Table = new("ChildWorkflow")
    {
        { ChildState.Created, Trigger.Initiated, ChildState.Initiated, (m, e) => m.OnInitiated(e) },
        { ChildState.Created, Trigger.CancelNow, ChildState.Dropped, m => m.Drop() },
        { ChildState.Created, Trigger.Abandon, ChildState.Dropped, m => m.Drop() },
        { ChildState.Created, Trigger.CancelAndWait, ChildState.Dropped, m => m.Drop() },
        { ChildState.Initiated, Trigger.StartFailed, ChildState.Closed, (m, e) => m.OnStartFailed(e) },
        { ChildState.Initiated, Trigger.Started, ChildState.Running, (m, e) => m.OnStarted(e) },
        { ChildState.Initiated, Trigger.CancelNow, ChildState.Forgotten, m => m.ForgetStart(true) },
        { ChildState.Initiated, Trigger.Abandon, ChildState.Forgotten, m => m.ForgetStart(false) },
        { ChildState.Initiated, Trigger.CancelAndWait, ChildState.Initiated, m => m.SendCancel() },
        { ChildState.Running, Trigger.Completed, ChildState.Closed, (m, e) => m.OnCompleted(e) },
        { ChildState.Running, Trigger.Failed, ChildState.Closed, (m, e) => m.OnFailed(e) },
        { ChildState.Running, Trigger.Canceled, ChildState.Closed, (m, e) => m.OnCanceled(e) },
        { ChildState.Running, Trigger.TimedOut, ChildState.Closed, (m, e) => m.OnTimedOut(e) },
        { ChildState.Running, Trigger.Terminated, ChildState.Closed, m => m.OnTerminated() },
        { ChildState.Running, Trigger.CancelNow, ChildState.Forgotten, m => m.Forget(true) },
        { ChildState.Running, Trigger.Abandon, ChildState.Forgotten, m => m.Forget(false) },
        { ChildState.Running, Trigger.CancelAndWait, ChildState.Running, m => m.SendCancel() },
        { ChildState.Forgotten, Trigger.Started, ChildState.Forgotten },
        { ChildState.Forgotten, Trigger.StartFailed, ChildState.Closed },
        { ChildState.Forgotten, Trigger.Completed, ChildState.Closed },
        { ChildState.Forgotten, Trigger.Failed, ChildState.Closed },
        { ChildState.Forgotten, Trigger.Canceled, ChildState.Closed },
        { ChildState.Forgotten, Trigger.TimedOut, ChildState.Closed },
        { ChildState.Forgotten, Trigger.Terminated, ChildState.Closed },
        { ChildState.Closed, Trigger.CancelNow, ChildState.Closed },
        { ChildState.Closed, Trigger.Abandon, ChildState.Closed },
        { ChildState.Closed, Trigger.CancelAndWait, ChildState.Closed },
    };

    private readonly WorkflowCommand.StartChild command;
    private readonly OutgoingCommand start;
    private string cancelReason = string.Empty;
    private string runId = string.Empty;
    private long initiatedEventId;
    private long startedEventId;

    public ChildWorkflowMachine(IMachineHost host, WorkflowCommand.StartChild command)
        : base(host, Table, ChildState.Created)
    {
        this.command = command;
        start = new(
            this,
            new Command
            {
                CommandType = CommandType.StartChildWorkflowExecution,
                StartChildWorkflowExecutionCommandAttributes = command.Attributes,
                UserMetadata = command.Metadata,
            },
            EventType.StartChildWorkflowExecutionInitiated);
        host.Enqueue(start);
    }

    internal enum ChildState
    {
        Created,
        Initiated,
        Running,
        Forgotten,
        Closed,
        Dropped,
    }

    internal enum Trigger
    {
        Initiated,
        StartFailed,
        Started,
        Completed,
        Failed,
        Canceled,
        TimedOut,
        Terminated,
        CancelNow,
        Abandon,
        CancelAndWait,
    }

    public override bool IsFinal => State is ChildState.Closed or ChildState.Dropped;

    private string Id => command.Attributes.WorkflowId;

    private string TypeName => command.Attributes.WorkflowType.Name;

    public void Cancel(string reason)
    {
        cancelReason = reason;
        Fire(command.CancellationType switch
        {
            ChildWorkflowCancellationType.Abandon => Trigger.Abandon,
            ChildWorkflowCancellationType.TryCancel => Trigger.CancelNow,
            _ => Trigger.CancelAndWait,
        });
    }

    public override string ToString() => $"child workflow {Id} of type {TypeName}";

    protected override Trigger? TriggerOf(HistoryEvent e) => e.EventType switch
    {
        EventType.StartChildWorkflowExecutionInitiated => Trigger.Initiated,
        EventType.StartChildWorkflowExecutionFailed => Trigger.StartFailed,
        EventType.ChildWorkflowExecutionStarted => Trigger.Started,
        EventType.ChildWorkflowExecutionCompleted => Trigger.Completed,
        EventType.ChildWorkflowExecutionFailed => Trigger.Failed,
        EventType.ChildWorkflowExecutionCanceled => Trigger.Canceled,
        EventType.ChildWorkflowExecutionTimedOut => Trigger.TimedOut,
        EventType.ChildWorkflowExecutionTerminated => Trigger.Terminated,
        _ => null,
    };

    private void OnInitiated(HistoryEvent e)
    {
        var initiated = e.StartChildWorkflowExecutionInitiatedEventAttributes;
        if (initiated.WorkflowId != Id || initiated.WorkflowType.Name != TypeName)
        {
            throw new ReplayNondeterminismException(
                $"History event {EventText.Of(e)} does not match: the workflow code started {this}");
        }

        initiatedEventId = e.EventId;
    }

    private void OnStartFailed(HistoryEvent e)
    {
        var cause = e.StartChildWorkflowExecutionFailedEventAttributes.Cause;
        Host.AddJob(new ActivationJob.ChildStartFailed(
            command.Seq, Id, TypeName, cause == StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists, cause.ToString()));
    }

    private void OnStarted(HistoryEvent e)
    {
        startedEventId = e.EventId;
        runId = e.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution.RunId;
        Host.AddJob(new ActivationJob.ChildStarted(command.Seq, runId));
    }

    private void OnCompleted(HistoryEvent e) => Host.AddJob(new ActivationJob.ResolveChild(
        command.Seq, PayloadRules.Single(e.ChildWorkflowExecutionCompletedEventAttributes.Result, e), null));

    private void OnFailed(HistoryEvent e)
    {
        var failed = e.ChildWorkflowExecutionFailedEventAttributes;
        Resolve("Child Workflow execution failed", failed.Failure, failed.RetryState);
    }

    private void OnCanceled(HistoryEvent e) => Resolve(
        "Child Workflow execution cancelled",
        new()
        {
            Message = "Child Workflow execution cancelled",
            CanceledFailureInfo = new() { Details = e.ChildWorkflowExecutionCanceledEventAttributes.Details },
        },
        RetryState.NonRetryableFailure);

    private void OnTimedOut(HistoryEvent e) => Resolve(
        "Child Workflow execution timed out",
        new()
        {
            Message = "Child Workflow execution timed out",
            TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose },
        },
        e.ChildWorkflowExecutionTimedOutEventAttributes.RetryState);

    private void OnTerminated() => Resolve(
        "Child Workflow execution terminated",
        new() { Message = "Child Workflow execution terminated", TerminatedFailureInfo = new() },
        RetryState.NonRetryableFailure);

    private void Drop()
    {
        start.Drop();
        StartCanceled("Child Workflow Execution cancelled before scheduled: " + cancelReason);
    }

    private void ForgetStart(bool send)
    {
        if (send)
        {
            SendCancel();
        }

        StartCanceled("Child Workflow Execution cancelled before it was started: " + cancelReason);
    }

    private void Forget(bool send)
    {
        if (send)
        {
            SendCancel();
        }

        Resolve(
            "Child Workflow execution cancelled",
            new() { Message = "Child Workflow execution cancelled", CanceledFailureInfo = new() },
            RetryState.NonRetryableFailure);
    }

    // What becomes of the request is not shown to the code: the child's own end says it.
    private void SendCancel() => Host.CancelChild(new()
    {
        WorkflowId = Id,
        RunId = runId,
        ChildWorkflowOnly = true,
        Reason = cancelReason,
    });

    private void StartCanceled(string message) => Host.AddJob(new ActivationJob.ChildStartCanceled(
        command.Seq, Wrap(message, new() { Message = message, CanceledFailureInfo = new() }, RetryState.NonRetryableFailure)));

    private void Resolve(string message, Failure cause, RetryState retryState) =>
        Host.AddJob(new ActivationJob.ResolveChild(command.Seq, null, Wrap(message, cause, retryState)));

    private Failure Wrap(string message, Failure cause, RetryState retryState) => new()
    {
        Message = message,
        Cause = cause,
        ChildWorkflowExecutionFailureInfo = new()
        {
            Namespace = Host.Namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = Id, RunId = runId },
            WorkflowType = new WorkflowType { Name = TypeName },
            InitiatedEventId = initiatedEventId,
            StartedEventId = startedEventId,
            RetryState = retryState,
        },
    };
}
