using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Cron;

/// <summary>What a cron schedule means for a chain of runs. An empty one is none.</summary>
internal static class CronRules
{
    /// <summary>What is wrong with a schedule; null for nothing.</summary>
    public static string? Fault(string cronSchedule, DateTimeOffset now)
    {
        if (cronSchedule.Length == 0)
        {
            return null;
        }

        return CronParser.Read(cronSchedule) is not { } schedule
            ? "invalid CronSchedule."
            : schedule.Next(now, now) is null
            ? "invalid CronSchedule, no time can be found to satisfy the schedule"
            : null;
    }

    /// <summary>As officially: a chain with a schedule begins by it.</summary>
    public static ContinueAsNewInitiator InitiatorOfFirst(string cronSchedule) =>
        cronSchedule.Length > 0 ? ContinueAsNewInitiator.CronSchedule : ContinueAsNewInitiator.Unspecified;

    /// <summary>How long the first run waits.</summary>
    public static TimeSpan FirstBackoff(string cronSchedule, DateTimeOffset now) =>
        Backoff(cronSchedule, now, now) ?? TimeSpan.Zero;

    /// <summary>How long the run after this one waits; null when there is none.</summary>
    public static TimeSpan? NextBackoff(RunState state, DateTimeOffset now) =>
        Backoff(state.Started.CronSchedule, state.ExecutionTime.ToDateTimeOffset(), now);

    private static TimeSpan? Backoff(string cronSchedule, DateTimeOffset began, DateTimeOffset now) =>
        cronSchedule.Length > 0 && CronParser.Read(cronSchedule)?.Next(began, now) is { } next
            ? TimeSpan.FromSeconds(Math.Ceiling((next - now).TotalSeconds))
            : null;
}
