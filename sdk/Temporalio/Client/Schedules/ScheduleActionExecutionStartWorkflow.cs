namespace Temporalio.Client.Schedules;

/// <summary>A workflow that a schedule started.</summary>
/// <param name="WorkflowId">Workflow id: that of the action with the time appended.</param>
/// <param name="FirstExecutionRunId">First run of its chain.</param>
public record ScheduleActionExecutionStartWorkflow(
    string WorkflowId,
    string FirstExecutionRunId) : ScheduleActionExecution;
