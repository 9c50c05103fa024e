namespace Temporalio.Client.Schedules;

/// <summary>A schedule that starts workflows, as lists show it.</summary>
/// <param name="Workflow">Workflow type.</param>
public record ScheduleListActionStartWorkflow(string Workflow) : ScheduleListAction;
