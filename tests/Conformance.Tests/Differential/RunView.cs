using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Differential;

/// <summary>One run, as a server tells it.</summary>
/// <param name="WorkflowId">Its workflow.</param>
/// <param name="Number">The how many-th run of its workflow it is, from 0.</param>
/// <param name="RunId">Its run id.</param>
/// <param name="Described">Its description.</param>
/// <param name="Events">Its history.</param>
internal sealed record RunView(
    string WorkflowId, int Number, string RunId, DescribeWorkflowExecutionResponse Described, IReadOnlyList<HistoryEvent> Events)
{
    public string Name => $"{WorkflowId}#{Number}";

    public string Outline => $"{Name} {Status}: {string.Join(' ', Events.Select(e => $"{e.EventId}{e.EventType}"))}";

    public WorkflowExecutionStatus Status => Described.WorkflowExecutionInfo.Status;

    public bool IsOpen => Status == WorkflowExecutionStatus.Running;

    public WorkflowExecutionStartedEventAttributes Started => Events[0].WorkflowExecutionStartedEventAttributes;

    public bool HasScheduledTask => Described.PendingWorkflowTask?.State == PendingWorkflowTaskState.Scheduled;

    public bool HasStartedTask => Described.PendingWorkflowTask?.State == PendingWorkflowTaskState.Started;

    public bool HasCompletedATask => Events.Any(e => e.EventType == EventType.WorkflowTaskCompleted);

    /// <summary>Gets the run that its close event names; empty when none follows.</summary>
    public string NextRunId => Events[^1] switch
    {
        { WorkflowExecutionContinuedAsNewEventAttributes: { } close } => close.NewExecutionRunId,
        { WorkflowExecutionCompletedEventAttributes: { } close } => close.NewExecutionRunId,
        { WorkflowExecutionFailedEventAttributes: { } close } => close.NewExecutionRunId,
        { WorkflowExecutionTimedOutEventAttributes: { } close } => close.NewExecutionRunId,
        _ => string.Empty,
    };

    /// <summary>
    /// Gets a value indicating whether a reset brought updates here. Known difference: what becomes of those that the
    /// workflow never accepts.
    /// </summary>
    public bool HasReappliedUpdates => Events.Any(e => e.EventType == EventType.WorkflowExecutionUpdateAdmitted);

    /// <summary>
    /// Gets a value indicating whether a close was refused and the next task is started. Known difference: how long it
    /// is closed to news.
    /// </summary>
    public bool IsClosing => HasStartedTask && Events.LastOrDefault(e =>
        e.EventType is EventType.WorkflowTaskFailed or EventType.WorkflowTaskCompleted)
        ?.WorkflowTaskFailedEventAttributes?.Cause == WorkflowTaskFailedCause.UnhandledCommand;

    /// <summary>
    /// Gets a value indicating whether tasks keep failing. Known difference: what is told of an update that was made
    /// before.
    /// </summary>
    public bool KeepsFailing => Described.PendingWorkflowTask?.Attempt > 1;

    public IEnumerable<PendingActivityInfo> Activities => Described.PendingActivities;

    /// <summary>Gets the timers that neither fired nor were cancelled, as far as history shows.</summary>
    public IEnumerable<TimerStartedEventAttributes> Timers
    {
        get
        {
            var over = Events
                .Select(e => e.TimerFiredEventAttributes?.StartedEventId ?? e.TimerCanceledEventAttributes?.StartedEventId)
                .ToHashSet();
            return Events
                .Where(e => e.TimerStartedEventAttributes is not null && !over.Contains(e.EventId))
                .Select(e => e.TimerStartedEventAttributes);
        }
    }

    /// <summary>Gets the updates that were accepted and are not completed.</summary>
    public IEnumerable<string> OpenUpdates
    {
        get
        {
            var done = Events
                .Select(e => e.WorkflowExecutionUpdateCompletedEventAttributes?.Meta.UpdateId)
                .ToHashSet();
            return Events
                .Select(e => e.WorkflowExecutionUpdateAcceptedEventAttributes?.ProtocolInstanceId)
                .OfType<string>()
                .Where(id => !done.Contains(id));
        }
    }
}
