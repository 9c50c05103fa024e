namespace Temporalio.Client.Schedules;

/// <summary>One action that a schedule took.</summary>
public abstract record ScheduleActionExecution;
