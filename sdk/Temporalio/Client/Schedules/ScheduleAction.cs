namespace Temporalio.Client.Schedules;

/// <summary>What a schedule does when its time has come.</summary>
public abstract record ScheduleAction;
