namespace Temporalio.Client.Schedules;

/// <summary>What a schedule does, as lists show it.</summary>
public abstract record ScheduleListAction;
