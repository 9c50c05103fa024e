using Google.Protobuf;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>What the end of a run means for the schedule that started it.</summary>
internal static class ScheduleOutcomes
{
    public static void Note(ScheduleDraft draft, string workflowId, RunOutcome outcome)
    {
        var running = draft.Info.RunningWorkflows;
        if (running.FirstOrDefault(run => run.WorkflowId == workflowId) is { } ended)
        {
            running.Remove(ended);
        }

        if (draft.Info.RecentActions.FirstOrDefault(
            action => action.StartWorkflowResult?.WorkflowId == workflowId) is { } recent)
        {
            recent.StartWorkflowStatus = outcome.Status;
        }

        PauseOnFailure(draft, workflowId, outcome);
        if (Kept(outcome.Result) is { } result)
        {
            draft.State.LastCompletionResult = result;
            draft.State.ContinuedFailure = null;
        }
        else if (Kept(outcome.Failure) is { } failure)
        {
            draft.State.ContinuedFailure = failure;
        }
    }

    private static void PauseOnFailure(ScheduleDraft draft, string workflowId, RunOutcome outcome)
    {
        if (!draft.Schedule.Policies.PauseOnFailure || draft.Schedule.State.Paused)
        {
            return;
        }

        if (outcome.Status == WorkflowExecutionStatus.Failed)
        {
            var reason = outcome.Failure?.Message;
            SchedulePatches.Pause(draft, true, $"paused due to workflow failure: {workflowId}: {reason}");
        }
        else if (outcome.Status == WorkflowExecutionStatus.TimedOut)
        {
            SchedulePatches.Pause(draft, true, $"paused due to workflow timeout: {workflowId}");
        }
    }

    private static T? Kept<T>(T? outcome)
        where T : class, IMessage =>
        outcome?.CalculateSize() <= ScheduleLimits.OutcomeBytes ? outcome : null;
}
