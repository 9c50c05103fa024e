using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// Looks whether a run that a schedule started is over, with all that followed it: retries, resets, …
/// </summary>
internal sealed class ScheduleWatch(EngineCore core)
{
    /// <summary>Null: it goes on.</summary>
    public RunOutcome? Look(string namespaceId, WorkflowExecution first)
    {
        var run = core.Runs.FindCurrent(new WorkflowKey(namespaceId, first.WorkflowId));
        if (run?.State.Started.FirstExecutionRunId != first.RunId)
        {
            run = Find(new RunKey(namespaceId, first.WorkflowId, first.RunId));
        }

        while (run is { IsOpen: false })
        {
            var last = run.State.NextEventId - 1;
            var end = core.Histories.Read(run.Key.RunId, last, last)[0];
            if (SuccessorOf(end) is not { Length: > 0 } successor)
            {
                return new RunOutcome(
                    run.State.Status,
                    end.WorkflowExecutionCompletedEventAttributes?.Result,
                    end.WorkflowExecutionFailedEventAttributes?.Failure);
            }

            run = Find(run.Key with { RunId = successor });
        }

        return run is null ? new RunOutcome(WorkflowExecutionStatus.Unspecified, null, null) : null;
    }

    /// <summary>The store still has what this turn deletes.</summary>
    private Run? Find(RunKey key) => core.Turn.Deleted.Contains(key) ? null : core.Runs.Find(key);

    private static string? SuccessorOf(HistoryEvent end) => end.AttributesCase switch
    {
        HistoryEvent.AttributesOneofCase.WorkflowExecutionCompletedEventAttributes =>
            end.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId,
        HistoryEvent.AttributesOneofCase.WorkflowExecutionFailedEventAttributes =>
            end.WorkflowExecutionFailedEventAttributes.NewExecutionRunId,
        HistoryEvent.AttributesOneofCase.WorkflowExecutionTimedOutEventAttributes =>
            end.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId,
        HistoryEvent.AttributesOneofCase.WorkflowExecutionContinuedAsNewEventAttributes =>
            end.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId,
        _ => null,
    };
}
