using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace Conformance.Tests.Differential;

/// <summary>
/// Whether anything goes on by itself. Only what nobody asks for counts: tasks wait for their workers, and spans longer
/// than <see cref="Soon"/> are taken for endless.
/// </summary>
internal static class Quiet
{
    /// <summary>What takes at most so long is waited for before the story goes on.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Why the scene is not quiet yet; null when it is.</summary>
    public static string? WhyNot(Scene scene) => scene.Runs
        .Select(run => (run.IsOpen ? OpenRun(run) ?? Parent(scene, run) : Closed(scene, run)) is { } why ? $"{run.Name}: {why}" : null)
        .FirstOrDefault(why => why is not null);

    private static string? OpenRun(RunView run)
    {
        var isDelayed = run.Started.FirstWorkflowTaskBackoff?.ToTimeSpan() > Soon;
        if (IsSoon(run.Started.WorkflowRunTimeout) && !isDelayed)
        {
            return "its run timeout is near";
        }

        if (run.Events.Count == 1 && !isDelayed)
        {
            return "its first task is to come";
        }

        if (run.HasStartedTask && IsSoon(run.Started.WorkflowTaskTimeout))
        {
            return "its task is about to time out";
        }

        if (run.Timers.Any(timer => IsSoon(timer.StartToFireTimeout)))
        {
            return "a timer is to fire";
        }

        return Unanswered(run) ? "an answer is to come" : run.Activities.Select(Activity).FirstOrDefault(why => why is not null);
    }

    private static bool Unanswered(RunView run)
    {
        var answered = run.Events.SelectMany<Temporalio.Api.History.V1.HistoryEvent, long>(e => e.EventType switch
        {
            EventType.ChildWorkflowExecutionStarted => [e.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId],
            EventType.StartChildWorkflowExecutionFailed => [e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId],
            EventType.ExternalWorkflowExecutionSignaled => [e.ExternalWorkflowExecutionSignaledEventAttributes.InitiatedEventId],
            EventType.SignalExternalWorkflowExecutionFailed =>
                [e.SignalExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId],
            EventType.ExternalWorkflowExecutionCancelRequested =>
                [e.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId],
            EventType.RequestCancelExternalWorkflowExecutionFailed =>
                [e.RequestCancelExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId],
            _ => [],
        }).ToHashSet();
        return run.Events.Any(e => e.EventType is EventType.StartChildWorkflowExecutionInitiated
            or EventType.SignalExternalWorkflowExecutionInitiated
            or EventType.RequestCancelExternalWorkflowExecutionInitiated && !answered.Contains(e.EventId));
    }

    private static string? Activity(PendingActivityInfo activity)
    {
        var options = activity.ActivityOptions;
        return activity.State switch
        {
            PendingActivityState.Scheduled when IsSoon(options.ScheduleToStartTimeout) => "an activity waits briefly only",
            PendingActivityState.Scheduled when activity.NextAttemptScheduleTime is not null => "an activity is to be tried again",
            PendingActivityState.Started or PendingActivityState.CancelRequested when IsSoon(options.StartToCloseTimeout) ||
                IsSoon(options.HeartbeatTimeout) => "an activity is about to time out",
            _ => null,
        };
    }

    private static string? Parent(Scene scene, RunView run) => run.Described.PendingChildren
        .Any(child => IsOver(scene, child)) ? "the end of a child is to be told" : null;

    private static bool IsOver(Scene scene, PendingChildExecutionInfo child) =>
        scene.Current(child.WorkflowId) is { IsOpen: false } last && BelongsTo(last, child);

    private static string? Closed(Scene scene, RunView run)
    {
        if (run.NextRunId is { Length: > 0 } next && scene.Find(next) is null)
        {
            return "the run after it is to come";
        }

        // A reset spares the children for the new run.
        return run.Described.WorkflowExtendedInfo.ResetRunId.Length == 0 &&
            run.Described.PendingChildren.Any(child => IsToBeEnded(scene, child))
            ? "its children are to hear of its end"
            : null;
    }

    private static bool IsToBeEnded(Scene scene, PendingChildExecutionInfo child) =>
        scene.Current(child.WorkflowId) is { IsOpen: true } last && BelongsTo(last, child) && child.ParentClosePolicy switch
        {
            ParentClosePolicy.Terminate => true,
            ParentClosePolicy.RequestCancel => !last.Described.WorkflowExtendedInfo.CancelRequested,
            _ => false,
        };

    private static bool BelongsTo(RunView run, PendingChildExecutionInfo child) => run.Started.FirstExecutionRunId == child.RunId;

    private static bool IsSoon(Google.Protobuf.WellKnownTypes.Duration? span) =>
        span?.ToTimeSpan() is { } time && time > TimeSpan.Zero && time <= Soon;
}
